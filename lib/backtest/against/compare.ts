import type { Alert, AnalyticsRule } from "../../emulator";
import { ruleId } from "../rule-id";

/** An alert that one of two sets of rules made. */
export interface AlertLine {
  /** catalogue id of its rule */
  readonly id: string;
  readonly rule: string;
  /** ISO 8601 */
  readonly at: string;
  readonly title: string;
}

/** What a change of rules changes on the same history. */
export interface Comparison {
  readonly before: number;
  readonly after: number;
  readonly same: number;
  /** only the rules as they are make it */
  readonly new: readonly AlertLine[];
  /** only the rules as they were made it */
  readonly gone: readonly AlertLine[];
  /** the same rule tells of the same entities at another time */
  readonly moved: readonly (AlertLine & { readonly wasAt: string })[];
  /** told at the same time of the same entities, in other words or with other details */
  readonly reworded: readonly (AlertLine & { readonly was: string })[];
}

/** Alerts of a rule that tell of the same entities within this time of each other, in milliseconds, are one that moved. */
const nearby = 24 * 3_600_000;

/** Compares the alerts of two sets of rules over one history: every alert is in one of the lists, or the same in both. */
export function compare(
  was: { readonly alerts: readonly Alert[]; readonly rules: readonly AnalyticsRule[] },
  is: { readonly alerts: readonly Alert[]; readonly rules: readonly AnalyticsRule[] },
): Comparison {
  const ids = new Map([...was.rules, ...is.rules].map((rule) => [rule.id, ruleId(rule)]));
  const line = (alert: Alert): AlertLine => ({
    id: ids.get(alert.ruleId) ?? "",
    rule: alert.rule,
    at: alert.timeGenerated,
    title: alert.title,
  });
  const same = matched(was.alerts, is.alerts, whole);
  const reworded = matched(same.left, same.right, (alert) =>
    [alert.ruleId, alert.timeGenerated, entities(alert)].join(),
  );
  const moved = nearest(reworded.left, reworded.right);
  return {
    before: was.alerts.length,
    after: is.alerts.length,
    same: same.pairs.length,
    new: moved.right.map(line),
    gone: moved.left.map(line),
    moved: moved.pairs.map(([before, after]) => ({ ...line(after), wasAt: before.timeGenerated })),
    reworded: reworded.pairs.map(([before, after]) => ({ ...line(after), was: difference(before, after) })),
  };
}

/** All that an analyst sees of an alert. */
const seen = ({ ruleId: id, timeGenerated, title, description, severity, customDetails, entities: named }: Alert) =>
  [id, timeGenerated, title, description, severity, customDetails, named] as const;
const whole = (alert: Alert): string => JSON.stringify(seen(alert));
const entities = ({ entities: named }: Alert): string => JSON.stringify(named);

function difference(before: Alert, after: Alert): string {
  if (before.title !== after.title) return before.title;
  if (before.severity !== after.severity) return `severity ${before.severity}`;
  const keys = Object.keys({ ...before.customDetails, ...after.customDetails });
  const changed = keys.filter((key) => String(before.customDetails[key]) !== String(after.customDetails[key]));
  return changed.length > 0
    ? changed.map((key) => `${key} ${String(before.customDetails[key] ?? "none")}`).join(", ")
    : before.description;
}

interface Matches {
  readonly pairs: readonly (readonly [Alert, Alert])[];
  readonly left: readonly Alert[];
  readonly right: readonly Alert[];
}

function matched(left: readonly Alert[], right: readonly Alert[], keyOf: (alert: Alert) => string): Matches {
  const waiting = new Map<string, Alert[]>();
  for (const alert of left) waiting.set(keyOf(alert), [...(waiting.get(keyOf(alert)) ?? []), alert]);
  const pairs: [Alert, Alert][] = [];
  const over: Alert[] = [];
  for (const alert of right) {
    const partner = waiting.get(keyOf(alert))?.shift();
    if (partner) pairs.push([partner, alert]);
    else over.push(alert);
  }
  const paired = new Set(pairs.map(([one]) => one));
  return { pairs, left: left.filter((alert) => !paired.has(alert)), right: over };
}

/** Pairs of the same rule and entities, those that are nearest in time first. */
function nearest(left: readonly Alert[], right: readonly Alert[]): Matches {
  const distance = (a: Alert, b: Alert) => Math.abs(Date.parse(a.timeGenerated) - Date.parse(b.timeGenerated));
  const candidates = left
    .flatMap((a) =>
      right
        .filter((b) => b.ruleId === a.ruleId && entities(a) === entities(b) && distance(a, b) <= nearby)
        .map((b) => [a, b] as const),
    )
    .sort(([a, b], [c, d]) => distance(a, b) - distance(c, d));
  const taken = new Set<Alert>();
  const pairs = candidates.filter(([a, b]) => {
    if (taken.has(a) || taken.has(b)) return false;
    taken.add(a).add(b);
    return true;
  });
  return { pairs, left: left.filter((one) => !taken.has(one)), right: right.filter((one) => !taken.has(one)) };
}
