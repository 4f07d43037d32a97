import type { PolicyCheck } from "../check";
import { blocksOf, referencesIn } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

const owners = /^(Owner|Contributor|User Access Administrator|Role Based Access Control Administrator)$/;
const automation = "Microsoft Sentinel Automation Contributor";

/** Roles that reach far. */
export const roleBroad: PolicyCheck = {
  id: "role-broad",
  title: "No identity owns a subscription, and no custom role is an owner",
  why: "whoever takes over the identity, or feeds the playbook that has it, owns everything below the scope",
  fix: "assign the role that has the acts and no more, on the resource or its group; list actions in custom roles",
  severity: "error",
  mapping: { mcsb: ["PA-7"], cis: ["1.23"], like: ["CKV_AZURE_39"] },
  run: (document) => [
    ...foundIn(ofType(document, "azurerm_role_assignment"), ({ role_definition_name: name, scope }) => {
      const isHigh =
        /^\/subscriptions\/[^/]+\/?$|\/managementGroups\/|^\/$/.test(String(scope)) ||
        referencesIn(scope).some((one) => /^data\.azurerm_(subscription|management_group)\b/.test(one));
      if (owners.test(String(name)) && isHigh) return `is ${name} of ${scope}`;
      return name === automation &&
        (isHigh || referencesIn(scope).some((one) => one.startsWith("azurerm_log_analytics_workspace.")))
        ? `lets Sentinel run playbooks in ${scope}, and not in their resource group`
        : undefined;
    }),
    ...foundIn(ofType(document, "azurerm_role_definition"), ({ permissions }) => {
      const all = blocksOf(permissions).flatMap(({ actions, data_actions: data }) => [
        ...((actions ?? []) as string[]),
        ...((data ?? []) as string[]),
      ]);
      const wide = all.find(
        (action) => action === "*" || /^Microsoft\.Authorization\/(\*|roleAssignments\/(\*|write))$/i.test(action),
      );
      return wide ? `may do ${wide}` : undefined;
    }),
  ],
};
