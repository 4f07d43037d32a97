import type { KqlDatabase, QueryResult } from "@sentinel-agent-identities/kql";
import type { LazyTables } from "../workspace/lazy-tables";
import type { CompiledRule } from "./compiled-rule";
import { optionsOf, type PlannedRun, stepOf } from "./schedule";

/** Runs that one statement answers. */
const mostTogether = 200;

/** The rows that a rule's query returns in each of some runs, many of them at a time where it was compiled for that. */
export async function resultsOfRuns(
  database: KqlDatabase,
  tables: LazyTables,
  { rule, query, set }: CompiledRule,
  runs: readonly PlannedRun[],
): Promise<QueryResult[]> {
  await tables.create(query.tables);
  const results: QueryResult[] = [];
  const size = set ? mostTogether : 1;
  for (let first = 0; first < runs.length; first += size) {
    const some = runs.slice(first, first + size);
    if (set && some.length > 1) {
      const windows = Object.fromEntries(query.tables.map((name) => [name, some[0]!.sees]));
      const now = some.map((run) => run.now);
      results.push(...(await database.querySet(set, { runs: now, step: stepOf(rule), windows })));
    } else for (const run of some) results.push(await database.query(query, optionsOf(run, query.tables)));
  }
  return results;
}
