import { createHash } from "node:crypto";
import type { StoredRecord } from "../../lib/lineage";
import { coveredColumns } from "../../lib/lineage/records/columns";
import { CollectorError } from "../errors";
import type { LogAnalytics, ResultRow } from "../query/log-analytics";

/** Rows of one time of arrival, from (exclusive) and to (inclusive). */
export interface Slice {
  readonly from: Date;
  readonly to: Date;
}

/** Azure stores rows that are older than two days under the time of their arrival. */
const oldest = 3 * 86_400_000;
const columns = [...coveredColumns.map(([name]) => name), "ContentSha256", "Signature", "TimeGenerated"];

/** Signed records, and those that claim a place in a chain. Others are no matter of the verifier's. */
function scope({ from, to }: Slice): string {
  return [
    "AgentExecution_CL",
    `| where TimeGenerated > datetime(${new Date(from.getTime() - oldest).toISOString()})`,
    `| where ingestion_time() > datetime(${from.toISOString()}) and ingestion_time() <= datetime(${to.toISOString()})`,
    "| where isnotempty(Signature) or isnotempty(ChainId)",
  ].join("\n");
}

/**
 * The longest slice from an instant on that holds no more rows than one answer takes.
 * @param most rows of an answer; one second is read whole whatever it holds
 */
export async function nextSlice(logs: LogAnalytics, from: Date, until: Date, most: number): Promise<Slice> {
  const query = [
    scope({ from, to: until }),
    "| extend Arrived = ingestion_time()",
    "| summarize Rows = count() by Second = bin(Arrived, 1s)",
    "| order by Second asc",
  ].join("\n");
  let rows = 0;
  let end: Date | undefined;
  for (const { Second, Rows } of await logs.rows(query)) {
    rows += Number(Rows);
    if (rows > most && end) return { from, to: end };
    end = new Date(Math.min(Date.parse(String(Second)) + 1000, until.getTime()));
  }
  return { from, to: until };
}

/** The records of a slice, in the order they arrived. */
export async function readRecords(logs: LogAnalytics, slice: Slice): Promise<StoredRecord[]> {
  const query = [
    scope(slice),
    `| extend Arrived = ingestion_time(), RowId = tostring(column_ifexists("_ItemId", ""))`,
    `| project RowId, Arrived, ${columns.join(", ")}`,
    "| order by Arrived asc, ChainId asc, ChainSequence asc",
  ].join("\n");
  const copies = new Map<string, number>();
  return (await logs.rows(query)).map(({ RowId, Arrived, ...row }) => {
    const arrived = new Date(String(Arrived));
    if (Number.isNaN(arrived.getTime()))
      throw new CollectorError(
        "AgentExecution_CL",
        `a row has no ingestion_time() but ${Arrived}`,
        "see what answers the query",
      );
    return { id: String(RowId || ownId(row, String(Arrived), copies)), arrived, row };
  });
}

/**
 * Tells rows apart where the store does not: by content and arrival, and copies by their number. A slice holds every row of
 * an instant, so that the numbers are the same whenever it is read.
 */
function ownId(row: ResultRow, arrived: string, copies: Map<string, number>): string {
  const hash = createHash("sha256").update(arrived).update(JSON.stringify(row)).digest("hex").slice(0, 32);
  const copy = (copies.get(hash) ?? 0) + 1;
  copies.set(hash, copy);
  return `${hash}-${copy}`;
}
