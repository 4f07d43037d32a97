import type { RanPlaybook, Simulation } from "../../emulator";

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
  failures,
}: Simulation): Record<string, unknown> {
  return { from, to, ingest, rejected, runs, alerts, incidents, automation: automation.map(withoutUploads), failures };
}

/** When rows were written is for the emulator to know; what was written is in the ledger. */
function withoutUploads({ run: { uploads: _uploads, ...run }, ...started }: RanPlaybook): object {
  return { ...started, run };
}
