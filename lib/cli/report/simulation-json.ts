import type { RanPlaybook, Simulation } from "../../emulator";

/** The stable JSON form of a simulation; `schemas/simulation.schema.json` describes it. */
export function simulationJson({
  from,
  to,
  portal,
  ingest,
  rejected,
  runs,
  alerts,
  incidents,
  automation,
  resolved,
  notes,
  failures,
  needs,
}: Simulation): Record<string, unknown> {
  const ran = automation.map(withoutUploads);
  return {
    from,
    to,
    portal,
    ingest,
    rejected,
    runs,
    alerts,
    incidents,
    automation: ran,
    resolved,
    notes,
    failures,
    ...(needs ? { needs } : {}),
  };
}

/** When rows were written is for the emulator to know; what was written is in the ledger. */
function withoutUploads({ run: { uploads: _uploads, ...run }, ...started }: RanPlaybook): object {
  return { ...started, run };
}
