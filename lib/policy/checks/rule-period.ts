import type { PolicyCheck } from "../check";
import { ofType } from "../views/arm";
import { minutes } from "../views/rules";
import { foundIn } from "./found";

/** Times of rules. */
export const rulePeriod: PolicyCheck = {
  id: "rule-period",
  title: "A rule looks back as long as it waits, and five minutes more where rows are late",
  why: "what comes in between two runs, or later than the period, is never looked at",
  fix: "set query_period to query_frequency at least, and both within 5 minutes and 14 days",
  severity: "error",
  run: (document) =>
    foundIn(ofType(document, "azurerm_sentinel_alert_rule_scheduled"), (rule) => {
      // What the provider takes where nothing is said: five hours.
      const [frequency, period] = [rule.query_frequency ?? "PT5H", rule.query_period ?? "PT5H"].map(minutes);
      if (frequency === undefined || period === undefined) return undefined;
      if (period < frequency)
        return `runs every ${rule.query_frequency ?? "PT5H"} and looks back ${rule.query_period ?? "PT5H"} only`;
      const odd = [frequency, period].find((one) => one < 5 || one > 14 * 1440);
      if (odd !== undefined) return `has a time of ${odd} minutes, outside 5 minutes to 14 days`;
      return period >= 2880 && frequency < 60
        ? "looks back two days or more, and runs more often than every hour"
        : undefined;
    }),
};
