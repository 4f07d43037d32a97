import { INGESTION_TIME, type RelativeRange, type RunOptions } from "@sentinel-agent-identities/kql";
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
  /** what `now()` is */
  readonly now: Date;
  /** which rows it sees in every table it reads; the same for all runs of a rule */
  readonly sees: readonly RelativeRange[];
}

/** The runs of a rule whose execution falls into `from` (excluded) to `to` (included), in order. */
export function* plannedRuns(rule: AnalyticsRule, from: Date, to: Date): Generator<PlannedRun> {
  const step = stepOf(rule);
  for (let time = from.getTime() + step; ; time += step) {
    const run = rule.schedule ? scheduledRun(time, rule.schedule.period) : nrtRun(time);
    if (run.at > to) return;
    yield run;
  }
}

/** The distance of a rule's runs, in milliseconds. */
export const stepOf = (rule: AnalyticsRule): number => rule.schedule?.frequency ?? minute;

/** Looks back from the scheduled time, at the rows that had arrived when it really ran; `now()` is the scheduled time. */
export function scheduledRun(time: number, period: number): PlannedRun {
  return {
    at: new Date(time + scheduledDelay),
    from: new Date(time - period),
    to: new Date(time),
    now: new Date(time),
    sees: [
      { column: "TimeGenerated", from: -period, to: 0 },
      { column: INGESTION_TIME, to: scheduledDelay },
    ],
  };
}

/** Sees only rows ingested within its minute, in every table it reads. */
export function nrtRun(time: number): PlannedRun {
  return {
    at: new Date(time),
    from: new Date(time - nrtDelay - minute),
    to: new Date(time - nrtDelay),
    now: new Date(time),
    sees: [{ column: INGESTION_TIME, from: -nrtDelay - minute, to: -nrtDelay }],
  };
}

/** The options of one run of a query that reads these tables. */
export function optionsOf({ now, sees }: PlannedRun, tables: readonly string[]): RunOptions {
  const time = (offset: number) => new Date(now.getTime() + offset);
  const ranges = sees.map(({ column, from, to }) => ({
    column,
    ...(from === undefined ? {} : { from: time(from) }),
    ...(to === undefined ? {} : { to: time(to) }),
  }));
  return { now, ranges: Object.fromEntries(tables.map((table) => [table, ranges])) };
}
