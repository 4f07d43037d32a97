import { INGESTION_TIME, type KqlDatabase, type QueryResult, type TableRead } from "@sentinel-agent-identities/kql";
import type { AnalyticsRule } from "../workspace/model";
import type { CompiledRule } from "./compiled-rule";
import type { QueryCompiler } from "./query-compiler";
import { RuleRunError } from "./rule-run-error";
import type { RunAhead } from "./run-ahead";
import type { PlannedRun } from "./schedule";

const minute = 60_000;
/** So long after a run that nothing has come in yet, in milliseconds. */
const never = 1000 * 365 * 24 * 60 * minute;

/** Minutes in which rows that a read lets through were generated, and came in; sorted. */
interface Minutes {
  readonly generated: readonly number[];
  readonly ingested: readonly number[];
  /** for each minute of `generated`, the latest minute of the column whose age the read limits */
  readonly newest?: readonly number[];
}

/**
 * In which minutes tables have rows that queries let through where they read them: what makes it provable that a run
 * would see nothing, so that it can be skipped without changing the outcome.
 */
export class Activity {
  private readonly minutes = new Map<string, Minutes>();

  /** Reads the minutes of every read. */
  static of(database: KqlDatabase, compiler: QueryCompiler, reads: readonly TableRead[], now: Date): Promise<Activity> {
    return Activity.asked((text) => database.query(compiler.query({ query: text, where: "activity" }), { now }), reads);
  }

  /** Reads the minutes of every read from whoever answers KQL. */
  static async asked(
    ask: (text: string) => Promise<Pick<QueryResult, "rows">>,
    reads: readonly TableRead[],
  ): Promise<Activity> {
    const activity = new Activity();
    const minutesOf = async ({ table, condition = "true" }: TableRead, time: string) => {
      const { rows } = await ask(`['${table}'] | where ${condition} | summarize by Minute = bin(${time}, 1m)`);
      return rows.map(([value]) => Date.parse(String(value))).sort((x, y) => x - y);
    };
    for (const read of new Map(reads.map((one) => [keyOf(one), one])).values()) {
      const ingested = await minutesOf(read, "ingestion_time()");
      if (!read.since) {
        activity.minutes.set(keyOf(read), { generated: await minutesOf(read, "TimeGenerated"), ingested });
        continue;
      }
      const { table, condition = "true", since } = read;
      const column = since.column.endsWith("()") ? since.column : `['${since.column}']`;
      const text = `['${table}'] | where ${condition} | summarize Newest = max(bin(${column}, 1m)) by Minute = bin(TimeGenerated, 1m) | where isnotnull(Newest)`;
      const { rows } = await ask(text);
      const pairs = rows.map(([at, newest]) => [Date.parse(String(at)), Date.parse(String(newest))] as const);
      pairs.sort(([x], [y]) => x - y);
      activity.minutes.set(keyOf(read), {
        generated: pairs.map(([at]) => at),
        newest: pairs.map(([, newest]) => newest),
        ingested,
      });
    }
    return activity;
  }

  /** The same, to go on from. */
  copy(): Activity {
    const activity = new Activity();
    for (const [key, minutes] of this.minutes) activity.minutes.set(key, minutes);
    return activity;
  }

  /** Notes that rows came into a table. */
  note(table: string, time: Date): void {
    const at = Math.floor(time.getTime() / minute) * minute;
    for (const [key, { generated, ingested, newest }] of this.minutes)
      if (key === table || key.startsWith(`${table} `)) {
        const place = firstWhere(generated, (other) => other > at);
        this.minutes.set(key, {
          generated: generated.toSpliced(place, 0, at),
          ingested: ingested.toSpliced(
            firstWhere(ingested, (other) => other > at),
            0,
            at,
          ),
          ...(newest ? { newest: newest.toSpliced(place, 0, at) } : {}),
        });
      }
  }

  /** Whether any row that the rule lets through where it reads tables lies in the run's window. */
  sees(compiled: CompiledRule, run: PlannedRun): boolean {
    return this.has(readsOf(compiled), timeOf(compiled.rule), run.from, run.to);
  }

  /**
   * Whether any of the reads lets rows through that were generated, or ingested, in a stretch of time. What reads limit
   * the age of is as old as it is at the stretch's end.
   */
  has(reads: readonly TableRead[], time: "generated" | "ingested", from: Date, to: Date): boolean {
    return reads.some((read) => {
      const minutes = this.minutes.get(keyOf(read));
      if (!minutes) return false;
      const [start, end] = range(minutes[time], from.getTime(), to.getTime());
      if (time === "ingested" || !read.since) return start < end;
      const oldest = to.getTime() - read.since.milliseconds - minute;
      return minutes.newest!.slice(start, end).some((newest) => newest >= oldest);
    });
  }

  /**
   * Whether the rule stays silent without rows: by the form of its query, or else because it does so on empty tables at
   * the start and at the end of the simulated time. Rules that read no table, or speak up about absence, are never skipped.
   */
  async silentWhenEmpty(ahead: RunAhead, compiled: CompiledRule, runs: readonly PlannedRun[]): Promise<boolean> {
    if (compiled.driving) return true;
    if (compiled.query.tables.length === 0) return false;
    for (const run of runs) {
      const empty = { ...run, sees: [{ column: INGESTION_TIME, from: never }] };
      if (!(await isSilent(ahead, compiled, empty))) return false;
    }
    return true;
  }
}

/** A rule that takes too much even of nothing is not left out: it is told of when its time comes. */
async function isSilent(ahead: RunAhead, compiled: CompiledRule, run: PlannedRun): Promise<boolean> {
  try {
    return (await ahead.alone(compiled, run)).alerts.length === 0;
  } catch (error) {
    if (error instanceof RuleRunError) return false;
    throw error;
  }
}

/** What a rule depends on: where its rows come from, or else every table. */
export const readsOf = ({ driving, query }: CompiledRule): readonly TableRead[] =>
  driving ?? query.tables.map((table) => ({ table }));

function timeOf(rule: AnalyticsRule): "generated" | "ingested" {
  return rule.kind === "NRT" ? "ingested" : "generated";
}

const keyOf = ({ table, condition, since }: TableRead): string =>
  [table, condition, since?.column].filter((part) => part !== undefined).join(" ");

/** Where the sorted minutes that reach into a half-open window begin and end. */
function range(minutes: readonly number[], from: number, to: number): [number, number] {
  const start = firstWhere(minutes, (at) => at + minute > from);
  return [
    start,
    Math.max(
      start,
      firstWhere(minutes, (at) => at >= to),
    ),
  ];
}

/** The first of sorted values for which a test holds that holds for all after it. */
function firstWhere(values: readonly number[], test: (value: number) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(values[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
