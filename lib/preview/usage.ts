import type { IngestReport, SentinelEmulator } from "../emulator";

const table = "Usage";
/** Bytes of what Log Analytics calls an MByte. */
const megabyte = 1e6;

/**
 * What Log Analytics itself writes of what came in, and no export of agents' telemetry has: for each table and hour a row of
 * `Usage`, whose quantity is the hour's share, by rows, of the bytes that the table took. Nothing where `Usage` has rows.
 * @param now behind which there are no rows
 * @see https://learn.microsoft.com/azure/azure-monitor/reference/tables/usage
 */
export async function addUsage(
  emulator: Pick<SentinelEmulator, "query" | "ingest">,
  reports: readonly IngestReport[],
  now: Date,
): Promise<void> {
  const known = await emulator.query(`${table} | take 1`, { now });
  if (known.rows.length > 0) return;
  const rows: Record<string, unknown>[] = [];
  for (const [name, { rowsOut, bytesOut }] of byTable(reports)) {
    const hours = await emulator.query(`${name} | summarize Rows = count() by Hour = bin(TimeGenerated, 1h)`, { now });
    for (const [hour, count] of hours.rows as [string, number][])
      rows.push(usageOf(name, hour, (Number(count) / rowsOut) * bytesOut));
  }
  const source = async function* () {
    for (const [i, data] of rows.entries()) yield { data, place: `${table} ${i + 1}`, bytes: 0 };
  };
  await emulator.ingest({ target: table, file: table, free: true, rows: source });
}

/** Several streams may fill a table. */
function byTable(reports: readonly IngestReport[]): Map<string, { rowsOut: number; bytesOut: number }> {
  const sums = new Map<string, { rowsOut: number; bytesOut: number }>();
  for (const { table: name, rowsOut, bytesOut } of reports) {
    const sum = sums.get(name) ?? { rowsOut: 0, bytesOut: 0 };
    sums.set(name, { rowsOut: sum.rowsOut + rowsOut, bytesOut: sum.bytesOut + bytesOut });
  }
  return sums;
}

function usageOf(name: string, hour: string, bytes: number): Record<string, unknown> {
  const end = new Date(Date.parse(hour) + 3_600_000).toISOString();
  return {
    TimeGenerated: end,
    StartTime: new Date(hour).toISOString(),
    EndTime: end,
    DataType: name,
    Solution: name.endsWith("_CL") ? "LogManagement" : "SecurityInsights",
    Quantity: bytes / megabyte,
    QuantityUnit: "MBytes",
    IsBillable: true,
  };
}
