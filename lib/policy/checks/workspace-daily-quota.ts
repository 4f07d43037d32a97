import type { PolicyCheck } from "../check";
import { isKnown, referencesIn } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

const alerts = [
  "azurerm_monitor_scheduled_query_rules_alert_v2",
  "azurerm_monitor_scheduled_query_rules_alert",
  "azurerm_monitor_metric_alert",
];

/** A cap on what a workspace takes. */
export const workspaceDailyQuota: PolicyCheck = {
  id: "workspace-daily-quota",
  title: "A daily cap has an alert",
  why: "at its cap a workspace drops rows until the next day: whoever sends enough is unseen for the rest of it",
  fix: "leave daily_quota_gb out, or add an alert on the workspace that tells when it is reached",
  severity: "warning",
  mapping: { mcsb: ["LT-3"] },
  run: (document) =>
    foundIn(ofType(document, "azurerm_log_analytics_workspace"), ({ daily_quota_gb: quota }, { address }) => {
      if (quota === undefined || quota === null || !isKnown(quota) || Number(quota) < 0) return undefined;
      const isTold = ofType(document, ...alerts).some(({ attributes }) => referencesIn(attributes).includes(address));
      return isTold ? undefined : `stops at ${quota} GB a day, and no alert watches it`;
    }),
};
