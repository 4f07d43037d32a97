import { compile, INGESTION_TIME, type KqlAnalyzer, type KqlDatabase, type TableRead } from "../../kql";
import type { AnalyticsRule } from "../workspace/model";
import type { CompiledRule } from "./compiled-rule";
import { runRule } from "./run-rule";
import type { PlannedRun } from "./schedule";

const minute = 60_000;
const farFuture = new Date("9999-01-01T00:00:00Z");

/** Minutes in which rows that a read lets through were generated, and came in; sorted. */
interface Minutes {
  readonly generated: readonly number[];
  readonly ingested: readonly number[];
}

/**
 * In which minutes tables have rows that queries let through where they read them: what makes it provable that a run
 * would see nothing, so that it can be skipped without changing the outcome.
 */
export class Activity {
  private readonly minutes = new Map<string, Minutes>();

  /** Reads the minutes of every read. */
  static async of(
    database: KqlDatabase,
    analyzer: KqlAnalyzer,
    reads: readonly TableRead[],
    now: Date,
  ): Promise<Activity> {
    const activity = new Activity();
    const minutesOf = async ({ table, condition = "true" }: TableRead, time: string) => {
      const text = `['${table}'] | where ${condition} | distinct Minute = bin(${time}, 1m)`;
      const result = await database.query(compile(analyzer.analyze(text)), { now });
      return result.rows.map(([value]) => Date.parse(String(value))).sort((x, y) => x - y);
    };
    for (const read of new Map(reads.map((one) => [keyOf(one), one])).values()) {
      activity.minutes.set(keyOf(read), {
        generated: await minutesOf(read, "TimeGenerated"),
        ingested: await minutesOf(read, "ingestion_time()"),
      });
    }
    return activity;
  }

  /** Notes that rows came into a table, later than all before. */
  note(table: string, time: Date): void {
    const at = Math.floor(time.getTime() / minute) * minute;
    for (const [key, { generated, ingested }] of this.minutes)
      if (key === table || key.startsWith(`${table} `))
        this.minutes.set(key, { generated: [...generated, at], ingested: [...ingested, at] });
  }

  /** Whether any row that the rule lets through where it reads tables lies in the run's window. */
  sees(compiled: CompiledRule, run: PlannedRun): boolean {
    return this.has(readsOf(compiled), timeOf(compiled.rule), run.from, run.to);
  }

  /** Whether any of the reads lets rows through that were generated, or ingested, in a stretch of time. */
  has(reads: readonly TableRead[], time: "generated" | "ingested", from: Date, to: Date): boolean {
    return reads.some((read) => overlaps(this.minutes.get(keyOf(read))?.[time] ?? [], from.getTime(), to.getTime()));
  }

  /**
   * Whether the rule stays silent without rows: by the form of its query, or else because it does so on empty tables at
   * the start and at the end of the simulated time. Rules that read no table, or speak up about absence, are never skipped.
   */
  async silentWhenEmpty(database: KqlDatabase, compiled: CompiledRule, runs: readonly PlannedRun[]): Promise<boolean> {
    if (compiled.driving) return true;
    if (compiled.query.tables.length === 0) return false;
    for (const run of runs) {
      const empty = {
        ...run,
        options: (tables: readonly string[]) => ({
          now: run.options(tables).now,
          ranges: Object.fromEntries(tables.map((t) => [t, [{ column: INGESTION_TIME, from: farFuture }]])),
        }),
      };
      if ((await runRule(database, compiled, empty)).alerts.length > 0) return false;
    }
    return true;
  }
}

/** What a rule depends on: where its rows come from, or else every table. */
export const readsOf = ({ driving, query }: CompiledRule): readonly TableRead[] =>
  driving ?? query.tables.map((table) => ({ table }));

function timeOf(rule: AnalyticsRule): "generated" | "ingested" {
  return rule.kind === "NRT" ? "ingested" : "generated";
}

const keyOf = ({ table, condition }: TableRead): string => (condition === undefined ? table : `${table} ${condition}`);

/** Whether one of the sorted minutes reaches into the half-open window. */
function overlaps(minutes: readonly number[], from: number, to: number): boolean {
  let low = 0;
  let high = minutes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (minutes[middle]! + minute <= from) low = middle + 1;
    else high = middle;
  }
  return low < minutes.length && minutes[low]! < to;
}
