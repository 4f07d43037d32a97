import type { KqlDatabase } from "@sentinel-agent-identities/kql";
import { Activity, readsOf } from "./activity";
import type { CompiledRule } from "./compiled-rule";
import type { QueryCompiler } from "./query-compiler";
import { type PlannedRun, plannedRuns } from "./schedule";

/**
 * The runs of a rule that see rows where its rows come from; all where that cannot be told.
 * @param filtered whether only rows count that the query lets through where it reads them
 */
export async function runsWithRows(
  database: KqlDatabase,
  compiler: QueryCompiler,
  compiled: CompiledRule,
  from: Date,
  to: Date,
  filtered: boolean,
): Promise<PlannedRun[]> {
  const driving = filtered ? compiled.driving : compiled.driving?.map(({ table }) => ({ table }));
  const seen = { ...compiled, ...(driving ? { driving } : {}) };
  const activity = await Activity.of(database, compiler, readsOf(seen), to);
  return [...plannedRuns(compiled.rule, from, to)].filter((run) => !seen.driving || activity.sees(seen, run));
}
