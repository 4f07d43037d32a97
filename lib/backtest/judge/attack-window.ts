import type { Alert, AnalyticsRule, Incident } from "../../emulator";
import type { Attack } from "../truth";

const hour = 3_600_000;
/** What an attack left may come in this much later, in milliseconds: Purview's records take up to 90 minutes. */
const arrivalAllowance = 2 * hour;
/** A rule that looks back over weeks does so to learn what is usual. */
const longestLookback = 24 * hour;

/** Whether an alert may be of an attack: it names the agent, and was made between the attack's first trace and its last, plus arrival and the rule's look-back. */
export function isOf(alert: Alert, attack: Attack, rule: AnalyticsRule | undefined): boolean {
  const at = Date.parse(alert.timeGenerated);
  if (at < Date.parse(attack.from) || at > Date.parse(attack.to) + arrivalAllowance + lookback(rule)) return false;
  return names(alert, attack);
}

/** How far back a run of a rule may tell of, in milliseconds, at most a day; until the next run, it tells nothing. */
function lookback(rule: AnalyticsRule | undefined): number {
  const { period, frequency } = rule?.schedule ?? { period: 0, frequency: 0 };
  return Math.min(period, longestLookback) + frequency;
}

/** Whether an alert, or an incident through any of its alerts, names an attack's agent or its blueprint. */
function names(alert: Pick<Alert, "entities" | "customDetails"> | Incident, attack: Attack): boolean {
  const texts =
    "alerts" in alert
      ? alert.alerts.map((one) => textOf(one))
      : [textOf(alert as Pick<Alert, "entities" | "customDetails">)];
  const ids = [attack.agentId, attack.blueprintId].filter((id) => id !== undefined).map((id) => id.toLowerCase());
  return texts.some((text) => ids.some((id) => text.includes(id)));
}

const textOf = ({ entities, customDetails }: Pick<Alert, "entities" | "customDetails">): string =>
  JSON.stringify([entities, customDetails]).toLowerCase();
