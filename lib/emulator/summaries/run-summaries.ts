import type { KqlDatabase } from "@sentinel-agent-identities/kql";
import { Activity } from "../rules/activity";
import type { QueryCompiler } from "../rules/query-compiler";
import { TableSizes } from "../rules/table-sizes";
import type { Notes } from "../store/notes";
import type { LazyTables } from "../workspace/lazy-tables";
import type { SummaryRule } from "../workspace/model";
import { compileSummary, runSummary } from "./run-summary";

/**
 * Runs every summary rule for the whole bins of a stretch of time.
 * @param notes how far they were run in an earlier try. @default - they were not
 */
export async function runSummaries(
  database: KqlDatabase,
  tables: LazyTables,
  compiler: QueryCompiler,
  rules: readonly SummaryRule[],
  from: Date,
  to: Date,
  notes?: Notes,
): Promise<void> {
  const summaries = rules.map((rule) => compileSummary(rule, compiler));
  const sources = [...new Set(summaries.flatMap(({ query }) => query.tables))];
  await tables.create([...sources, ...summaries.map(({ rule }) => rule.destination)]);
  const reads = sources.map((table) => ({ table }));
  const activity = await Activity.of(database, compiler, reads, to);
  const busy = (names: readonly string[], start: Date, end: Date): boolean =>
    activity.has(
      names.map((table) => ({ table })),
      "generated",
      start,
      end,
    );
  const sizes = await TableSizes.of(database, sources);
  for (const summary of summaries) await runSummary({ database, sizes, busy, notes }, summary, from, to);
}
