import { INGESTION_TIME, type RunOptions } from "@sentinel-agent-identities/kql";
import type { QueryOptions } from "../emulator-options";

/** Which rows of its tables a query sees; all of them where nothing is asked. */
export function rowsAsked(
  tables: readonly string[],
  { arrivedBy, generated }: Pick<QueryOptions, "arrivedBy" | "generated">,
): Pick<RunOptions, "ranges"> {
  const ranges = [
    ...(arrivedBy ? [{ column: INGESTION_TIME, to: new Date(arrivedBy.getTime() + 1) }] : []),
    ...(generated ? [{ column: "TimeGenerated", ...generated }] : []),
  ];
  return ranges.length === 0 ? {} : { ranges: Object.fromEntries(tables.map((name) => [name, ranges])) };
}
