import type { PolicyCheck } from "../check";
import { blocksOf, truth } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

const kept = [
  "azurerm_log_analytics_workspace",
  "azurerm_log_analytics_workspace_table_custom_log",
  "azurerm_sentinel_log_analytics_workspace_onboarding",
];

/** What holds rows is not replaced by accident. */
export const preventDestroy: PolicyCheck = {
  id: "prevent-destroy",
  title: "What holds rows cannot be destroyed by a plan",
  why: "a changed name, region or provider replaces a workspace or a table, and the evidence in it is gone",
  fix: "set lifecycle { prevent_destroy = true }; take it away in a change of its own when the workspace is to go",
  severity: "error",
  mapping: { mcsb: ["IR-5"] },
  onPlans: false,
  run: (document) =>
    foundIn(ofType(document, ...kept), ({ lifecycle }) =>
      truth(blocksOf(lifecycle)[0]?.prevent_destroy) === true ? undefined : "has no lifecycle.prevent_destroy",
    ),
};
