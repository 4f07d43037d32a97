import type { Column, QueryResult } from "@sentinel-agent-identities/kql";
import { type Outcome, type ReplayOptions, type ReplayParts, replay } from "./replay";
import { Activity, readsOf } from "./rules/activity";
import { alertsOf } from "./rules/grouping";
import { toRows } from "./rules/rows";
import { type PlannedRun, plannedRuns } from "./rules/schedule";
import type { AnalyticsRule } from "./workspace/model";

/** A rule, and those of its runs whose results are needed. */
export interface WantedRuns {
  readonly rule: AnalyticsRule;
  /** in order of time */
  readonly runs: readonly PlannedRun[];
  /** tables that its query reads, also through functions */
  readonly tables: readonly string[];
  /** of a result */
  readonly columns: readonly Column[];
  /** whether the query says an order of its rows; by all their columns otherwise */
  readonly ordered: boolean;
}

/** Results of runs by rule id, then by the time of `now()` in milliseconds. */
export type ResultsOfRuns = ReadonlyMap<string, ReadonlyMap<number, QueryResult>>;

/** A workspace that holds the rows. */
export interface Elsewhere {
  /** Answers KQL over all the time that is replayed. */
  ask(text: string): Promise<Pick<QueryResult, "rows">>;
  /** The results of runs. One that is left out counts as empty: who leaves it out says so. */
  results(wanted: readonly WantedRuns[]): Promise<ResultsOfRuns>;
}

/**
 * Lets time pass over rows that are elsewhere. Runs that provably see nothing are not asked for. What is told meanwhile
 * is no row there: rules that read alerts read those that there are.
 * @param partsFor what time passes over, once it is known when rows came in
 */
export async function replayElsewhere(
  elsewhere: Elsewhere,
  partsFor: (activity: Activity) => ReplayParts,
  from: Date,
  to: Date,
  options: ReplayOptions,
): Promise<Outcome> {
  const { rules } = partsFor(new Activity());
  const activity = await Activity.asked((text) => elsewhere.ask(text), rules.flatMap(readsOf));
  const parts = partsFor(activity);
  const wanted: WantedRuns[] = [];
  for (const compiled of rules) {
    const { rule, query } = compiled;
    const all = [...plannedRuns(rule, from, to)];
    const ends = [all[0], all.at(-1)].filter((run) => run !== undefined);
    const maySkip = await parts.silentWhenEmpty(compiled, ends);
    const runs = maySkip ? all.filter((run) => activity.sees(compiled, run)) : all;
    if (runs.length > 0)
      wanted.push({ rule, runs, tables: query.tables, columns: query.columns, ordered: query.ordered });
  }
  const results = await elsewhere.results(wanted);
  const outcome: ReplayParts["ahead"]["outcome"] = async ({ rule }, run) => {
    const result = results.get(rule.id)?.get(run.now.getTime());
    const rows = result ? toRows(result) : [];
    return { rows: rows.length, alerts: result ? alertsOf(rule, rows, run) : [], ms: 0 };
  };
  return replay({ ...parts, ahead: { outcome, singles: new Map() }, ingest: async () => undefined }, from, to, options);
}
