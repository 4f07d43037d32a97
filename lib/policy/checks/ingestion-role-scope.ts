import type { PolicyCheck } from "../check";
import { isKnown, referencesIn } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

const role = "Monitoring Metrics Publisher";
const rules = /^(azurerm_monitor_data_collection_rule|azapi_resource)\./;

/** Who may send may send to one rule. */
export const ingestionRoleScope: PolicyCheck = {
  id: "ingestion-role-scope",
  title: "Senders may write to their data collection rule, and nowhere else",
  why: "on a resource group or above the role lets a sender write through every rule there, as every other sender",
  fix: "set the scope of the role assignment to the data collection rule, one per sender, and assign it to a service principal",
  severity: "error",
  mapping: { mcsb: ["PA-7"] },
  run: (document) =>
    foundIn(
      ofType(document, "azurerm_role_assignment"),
      ({ role_definition_name: name, scope, principal_type: kind }) => {
        if (name !== role) return undefined;
        if (kind === "User") return "lets a person send telemetry";
        const isRule =
          referencesIn(scope).some((address) => rules.test(address)) ||
          /\/dataCollectionRules\/[^/]+$/i.test(String(scope));
        if (isRule || (!isKnown(scope) && referencesIn(scope).length === 0)) return undefined;
        return `lets a sender write to everything in ${scope}`;
      },
    ),
};
