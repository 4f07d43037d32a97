import type { PolicyCheck } from "../check";
import { isKnown, referencesIn } from "../document/document";
import { ofType } from "../views/arm";
import { workflowsOf } from "../views/workflows";

/** Runs of playbooks are logged. */
export const workflowDiagnostics: PolicyCheck = {
  id: "workflow-diagnostics",
  title: "Runs of playbooks are logged",
  why: "the run's own history goes after 90 days, and no rule reads it",
  fix: "add an azurerm_monitor_diagnostic_setting with allLogs for the Logic App",
  severity: "warning",
  mapping: { mcsb: ["LT-3"] },
  run: (document) => {
    const targets = ofType(document, "azurerm_monitor_diagnostic_setting").map(
      ({ attributes }) => attributes.target_resource_id,
    );
    // Where a target is known in words only, it may be any of them.
    if (targets.some((target) => isKnown(target) && /\/workflows\//i.test(String(target)))) return [];
    const logged = new Set(targets.flatMap((target) => referencesIn(target)));
    return workflowsOf(document).flatMap(({ resource: { address } }) =>
      logged.has(address.replace(/\[.*?\]/g, "")) || logged.has(address)
        ? []
        : [{ address, message: "has no diagnostic setting" }],
    );
  },
};
