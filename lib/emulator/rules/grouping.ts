import type { AnalyticsRule } from "../workspace/model";
import { type Alert, makeAlert, makeSummary, type RunWindow } from "./alert";
import type { Row } from "./rows";

/**
 * Alerts one run can make: a Scheduled rule 150, an NRT rule 30; the last one sums up all the events, and names nobody.
 * @see https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview
 * @see https://learn.microsoft.com/azure/sentinel/near-real-time-rules
 */
const maximumAlerts = { Scheduled: 150, NRT: 30 } as const;

const compare = {
  GreaterThan: (count: number, threshold: number) => count > threshold,
  LessThan: (count: number, threshold: number) => count < threshold,
  Equal: (count: number, threshold: number) => count === threshold,
  NotEqual: (count: number, threshold: number) => count !== threshold,
} as const;

/** Alerts of one run: none below the threshold, one for all rows, or one per row up to the cap. */
export function alertsOf(rule: AnalyticsRule, rows: readonly Row[], window: RunWindow): Alert[] {
  const { schedule } = rule;
  const fires = schedule ? compare[schedule.operator](rows.length, schedule.threshold) : rows.length > 0;
  if (!fires) return [];
  if (rule.grouping === "SingleAlert" || rows.length === 0) return [makeAlert(rule, rows, window, 0)];
  const cap = maximumAlerts[rule.kind];
  if (rows.length <= cap) return rows.map((row, i) => makeAlert(rule, [row], window, i));
  return [
    ...rows.slice(0, cap - 1).map((row, i) => makeAlert(rule, [row], window, i)),
    makeSummary(rule, rows, window, cap - 1),
  ];
}
