import type { CompiledQuery, KqlDatabase } from "@sentinel-agent-identities/kql";
import { INGESTION_TIME } from "@sentinel-agent-identities/kql";
import { EmulatorError } from "../errors";
import type { QueryCompiler } from "../rules/query-compiler";
import type { TableSizes } from "../rules/table-sizes";
import type { Notes } from "../store/notes";
import type { SummaryRule } from "../workspace/model";

/** A summary rule whose query is ready to run. */
export interface CompiledSummary {
  readonly rule: SummaryRule;
  readonly query: CompiledQuery;
}

/** @throws EmulatorError when the query does not bind, or calls a saved function, as Azure would refuse to create the rule */
export function compileSummary(rule: SummaryRule, compiler: QueryCompiler): CompiledSummary {
  // Log Analytics stamps every row with the time of the run; the columns that it makes besides are no table's own.
  const query = `${rule.query}\n| extend TimeGenerated = now()`;
  const compiled = compiler.bins({ query, where: rule.where });
  if (compiled.functions.length > 0)
    throw new EmulatorError(
      rule.where,
      `calls ${compiled.functions.join(", ")}; summary rules cannot call saved functions`,
    );
  return { rule, query: compiled.query };
}

/** Bins that are summed up in one statement, and about how many rows. */
const mostBins = 1000;
const mostRows = 4_000_000;

/** What summary rules run on. */
export interface SummaryParts {
  readonly database: KqlDatabase;
  readonly sizes: TableSizes;
  /** whether any table has rows in a stretch of time */
  readonly busy: (tables: readonly string[], from: Date, to: Date) => boolean;
  readonly notes: Notes | undefined;
}

/**
 * Runs the rule for every whole bin of the time, oldest first. A bin's rows arrive when the run is due: what came in
 * later than that is not summed up, as in Azure.
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/summary-rules
 */
export async function runSummary(
  { database, sizes, busy, notes }: SummaryParts,
  { rule, query }: CompiledSummary,
  from: Date,
  to: Date,
): Promise<void> {
  const key = `summed up ${rule.name}`;
  const done = (await notes?.get<number>(key)) ?? -Infinity;
  const runs: Date[] = [];
  for (let start = Math.floor(from.getTime() / rule.binSize) * rule.binSize; ; start += rule.binSize) {
    const end = start + rule.binSize;
    const due = new Date(end + rule.binDelay);
    if (due > to) break;
    if (due.getTime() > done && busy(query.tables, new Date(start), new Date(end))) runs.push(due);
  }
  const bin = [
    { column: "TimeGenerated", from: -rule.binSize - rule.binDelay, to: -rule.binDelay },
    { column: INGESTION_TIME, to: 0 },
  ];
  const windows = Object.fromEntries(query.tables.map((table) => [table, bin]));
  const rows = sizes.rowsIn(query.tables, rule.binSize);
  const batch = Math.max(1, Math.min(mostBins, Math.floor(mostRows / rows)));
  for (let first = 0; first < runs.length; first += batch) {
    const some = runs.slice(first, first + batch);
    const insert = () => database.insertFromSet(rule.destination, query, { runs: some, step: rule.binSize, windows });
    if (!notes) await insert();
    else
      await database.transaction(async () => {
        await insert();
        await notes.put(key, some.at(-1)!.getTime());
      });
  }
}
