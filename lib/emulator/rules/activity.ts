import { compile, INGESTION_TIME, type KqlAnalyzer, type KqlDatabase } from "../../kql";
import type { AnalyticsRule } from "../workspace/model";
import type { CompiledRule } from "./compiled-rule";
import { runRule } from "./run-rule";
import type { PlannedRun } from "./schedule";

const minute = 60_000;
const farFuture = new Date("9999-01-01T00:00:00Z");

/**
 * In which minutes tables have rows: what makes it provable that a run would see nothing, so that it can be skipped
 * without changing the outcome.
 */
export class Activity {
  private readonly minutes = new Map<
    string,
    { readonly generated: readonly number[]; readonly ingested: readonly number[] }
  >();

  /** Reads the minutes of every table. */
  static async of(
    database: KqlDatabase,
    analyzer: KqlAnalyzer,
    tables: readonly string[],
    now: Date,
  ): Promise<Activity> {
    const activity = new Activity();
    const minutesOf = async (table: string, time: string) => {
      const query = compile(analyzer.analyze(`['${table}'] | distinct Minute = bin(${time}, 1m)`));
      const result = await database.query(query, { now });
      return result.rows.map(([value]) => Date.parse(String(value))).sort((a, b) => a - b);
    };
    for (const table of tables) {
      activity.minutes.set(table, {
        generated: await minutesOf(table, "TimeGenerated"),
        ingested: await minutesOf(table, "ingestion_time()"),
      });
    }
    return activity;
  }

  /** Whether any table the rule reads has rows in the run's window. */
  sees({ rule, query }: CompiledRule, run: PlannedRun): boolean {
    return this.has(query.tables, timeOf(rule), run.from, run.to);
  }

  /** Whether any of the tables has rows generated, or ingested, in a stretch of time. */
  has(tables: readonly string[], time: "generated" | "ingested", from: Date, to: Date): boolean {
    return tables.some((table) => overlaps(this.minutes.get(table)?.[time] ?? [], from.getTime(), to.getTime()));
  }

  /**
   * Whether the rule stays silent on empty tables, at the start and at the end of the simulated time. Rules that read
   * no table, or speak up about absence, are never skipped.
   */
  async silentWhenEmpty(database: KqlDatabase, compiled: CompiledRule, runs: readonly PlannedRun[]): Promise<boolean> {
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

function timeOf(rule: AnalyticsRule): "generated" | "ingested" {
  return rule.kind === "NRT" ? "ingested" : "generated";
}

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
