import type { SentinelEmulator } from "../emulator";
import { type Row, toRows } from "../rules/rows";
import type { Upload } from "./transport";

const table = "AgentResponse_CL";

/** The rows of the ledger that uploads left in the workspace, in the order they were sent; each as often as it is stored. */
export async function ledgerRows(
  emulator: SentinelEmulator,
  uploads: readonly Upload[],
  now: Date,
): Promise<readonly Row[]> {
  const columns = emulator.workspace.tables.find(({ name }) => name === table)?.columns.map(({ name }) => name) ?? [];
  const streams = emulator.workspace.streams.filter(({ flows }) => flows.some((flow) => flow.table === table));
  const ids = uploads
    .filter(({ stream }) => streams.some(({ name }) => name === stream))
    .flatMap(({ rows }) => rows.map((row) => String((row as Row).ActionId)));
  if (ids.length === 0 || !columns.includes("ActionId")) return [];
  const query = `${table} | where ActionId in (${ids.map((id) => JSON.stringify(id)).join(", ")}) | project ${columns.join(", ")}`;
  const rows = toRows(await emulator.query(query, { now }));
  return ids.flatMap((id) => rows.filter((row) => row.ActionId === id)).filter((row, i, all) => all.indexOf(row) === i);
}
