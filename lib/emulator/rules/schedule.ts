import { INGESTION_TIME, type RunOptions, type TimeRange } from "../../kql";
import type { AnalyticsRule } from "../workspace/model";
import type { RunWindow } from "./alert";

const minute = 60_000;

/**
 * Sentinel runs scheduled rules five minutes late, to let events arrive.
 * @see https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview
 */
const scheduledDelay = 5 * minute;
/**
 * NRT rules run every minute, two minutes behind, over what was ingested in one minute.
 * @see https://learn.microsoft.com/azure/sentinel/near-real-time-rules
 */
const nrtDelay = 2 * minute;

/** One run to come: when, over which window, and the row filters that make the window. */
export interface PlannedRun extends RunWindow {
  readonly options: (tables: readonly string[]) => RunOptions;
}

/** The runs of a rule whose execution falls into `from` (excluded) to `to` (included), in order. */
export function* plannedRuns(rule: AnalyticsRule, from: Date, to: Date): Generator<PlannedRun> {
  const step = rule.schedule?.frequency ?? minute;
  for (let time = from.getTime() + step; ; time += step) {
    const run = rule.schedule ? scheduledRun(time, rule.schedule.period) : nrtRun(time);
    if (run.at > to) return;
    yield run;
  }
}

/** Looks back from the scheduled time, at the rows that had arrived when it really ran; `now()` is the scheduled time. */
export function scheduledRun(time: number, period: number): PlannedRun {
  const at = new Date(time + scheduledDelay);
  const window = { from: new Date(time - period), to: new Date(time) };
  return plan(at, window, new Date(time), [
    { column: "TimeGenerated", ...window },
    { column: INGESTION_TIME, to: at },
  ]);
}

/** Sees only rows ingested within its minute, in every table it reads. */
export function nrtRun(time: number): PlannedRun {
  const window = { from: new Date(time - nrtDelay - minute), to: new Date(time - nrtDelay) };
  return plan(new Date(time), window, new Date(time), [{ column: INGESTION_TIME, ...window }]);
}

function plan(at: Date, window: { from: Date; to: Date }, now: Date, ranges: readonly TimeRange[]): PlannedRun {
  return {
    at,
    ...window,
    options: (tables) => ({ now, ranges: Object.fromEntries(tables.map((table) => [table, ranges])) }),
  };
}
