import { CostError } from "./errors";
import type { Volumes } from "./volumes";

/** What asks a workspace for its volumes: whole days, what is billed only. @param workspace its customer id */
export const usageRequest = (workspace: string): string =>
  `az monitor log-analytics query --workspace ${workspace} --analytics-query "Usage | where TimeGenerated >= startofday(ago(30d)) and TimeGenerated < startofday(now()) and IsBillable == true | summarize Quantity = sum(Quantity) by DataType, Day = startofday(TimeGenerated)" > usage.json`;

type Row = Readonly<Record<string, unknown>>;

/**
 * Volumes from rows of `Usage` (MB by table and day): what az prints, or the query API answers. Days of all tables count for each, so
 * that a table without rows on a day is not taken for a larger one.
 * @param file the name to report
 * @throws CostError for anything else
 */
export function readUsage(text: string, file: string): Volumes {
  const rows = rowsOf(text, file);
  const days = new Set<string>();
  const megabytes = new Map<string, number>();
  for (const [i, row] of rows.entries()) {
    const day = String(row.Day ?? row.TimeGenerated ?? "").slice(0, 10);
    const quantity = Number(row.Quantity);
    const isWrong = typeof row.DataType !== "string" || !/^\d{4}-\d\d-\d\d$/.test(day) || !(quantity >= 0);
    if (isWrong || row.Quantity === null || row.Quantity === "")
      throw new CostError(
        `${file} holds something (row ${i + 1}) that is no row of Usage by table and day: ${JSON.stringify(row).slice(0, 120)}`,
        `ask for DataType, Quantity and Day: ${usageRequest("WORKSPACE_ID")}`,
      );
    if (row.IsBillable === false || row.IsBillable === "False" || row.IsBillable === "false") continue;
    days.add(day);
    megabytes.set(row.DataType as string, (megabytes.get(row.DataType as string) ?? 0) + quantity);
  }
  return new Map([...megabytes].map(([table, sum]) => [table, sum / 1000 / days.size]));
}

function rowsOf(text: string, file: string): Row[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new CostError(`${file} is not JSON: ${(error as Error).message}`, usageRequest("WORKSPACE_ID"));
  }
  const rows = Array.isArray(data) ? (data as unknown[]) : ofTables(data);
  if (!rows || rows.length === 0) throw new CostError(`${file} holds no rows of Usage`, usageRequest("WORKSPACE_ID"));
  return rows.map((row) => (typeof row === "object" && row !== null ? (row as Row) : {}));
}

/** What the query API answers: columns and rows of a table. */
function ofTables(data: unknown): Row[] | undefined {
  const [table] = ((data as { tables?: unknown } | null)?.tables ?? []) as readonly {
    readonly columns?: readonly { readonly name: string }[];
    readonly rows?: readonly (readonly unknown[])[];
  }[];
  const { columns, rows } = table ?? {};
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, i) => [name, row[i]])));
}
