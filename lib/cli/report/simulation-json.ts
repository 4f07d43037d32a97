import type { Simulation } from "../../emulator";

/** The stable JSON form of a simulation; `schemas/simulation.schema.json` describes it. */
export function simulationJson({
  from,
  to,
  ingest,
  rejected,
  runs,
  alerts,
  incidents,
  automation,
}: Simulation): Record<string, unknown> {
  return { from, to, ingest, rejected, runs, alerts, incidents, automation };
}
