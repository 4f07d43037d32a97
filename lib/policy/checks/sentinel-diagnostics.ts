import type { PolicyCheck } from "../check";
import { type PolicyDocument, referencesIn } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** Who reads and changes Sentinel is told, and whether it works. */
export const sentinelDiagnostics: PolicyCheck = {
  id: "sentinel-diagnostics",
  title: "Queries of a workspace and the health of Sentinel are logged",
  why: "without them nobody sees a rule that fails, a connector that stopped, or somebody who reads the evidence",
  fix: "add azurerm_monitor_diagnostic_setting for the workspace (Audit) and for <workspace>/providers/Microsoft.SecurityInsights/settings/SentinelHealth",
  severity: "error",
  mapping: { mcsb: ["LT-3"] },
  run: (document) => {
    const targets = ofType(document, "azurerm_monitor_diagnostic_setting").map(
      ({ attributes }) => attributes.target_resource_id,
    );
    const isLogged = (address: string) =>
      targets.some((target) => referencesIn(target).includes(address) && !String(target).includes("/"));
    return [
      ...foundIn(ofType(document, "azurerm_log_analytics_workspace"), (_, { address }) =>
        isLogged(address) ? undefined : "has no diagnostic setting: nobody sees who queries it",
      ),
      ...foundIn(ofType(document, "azurerm_sentinel_log_analytics_workspace_onboarding"), () =>
        hasHealth(document, targets) ? undefined : "has no diagnostic setting for SentinelHealth",
      ),
    ];
  },
};

const hasHealth = (_document: PolicyDocument, targets: readonly unknown[]): boolean =>
  targets.some((target) => /settings\/SentinelHealth$/i.test(String(target)));
