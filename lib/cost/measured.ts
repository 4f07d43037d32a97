import type { Volumes } from "./volumes";

/** What one agent brings in, as `npm run bench -- volume` counts it: docs/scale.md. */
export interface MeasuredVolume {
  readonly table: string;
  readonly rowsOfAgentAndDay: number;
  readonly bytesOfRow: number;
}

/** Measured with a synthetic fleet of 60 agents over a week; bytes are those of the values as text. */
export const measuredVolumes: readonly MeasuredVolume[] = [
  { table: "AgentExecution_CL", rowsOfAgentAndDay: 96.5, bytesOfRow: 1191 },
  { table: "AgentActivityHourly_CL", rowsOfAgentAndDay: 39.4, bytesOfRow: 162 },
  { table: "AgentSignature_CL", rowsOfAgentAndDay: 17.6, bytesOfRow: 309 },
  { table: "AgentLineage_CL", rowsOfAgentAndDay: 1.1, bytesOfRow: 1574 },
  { table: "AgentAsset_CL", rowsOfAgentAndDay: 1.7, bytesOfRow: 996 },
  { table: "AgentProtocol_CL", rowsOfAgentAndDay: 79.0, bytesOfRow: 130 },
];

/** What so many agents bring in. */
export const measuredFor = (agents: number): Volumes =>
  new Map(
    measuredVolumes.map(({ table, rowsOfAgentAndDay, bytesOfRow }) => [
      table,
      (agents * rowsOfAgentAndDay * bytesOfRow) / 1e9,
    ]),
  );
