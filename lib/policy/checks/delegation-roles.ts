import type { PolicyCheck } from "../check";
import { blocksOf } from "../document/document";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** Roles that give whoever has them more than work on Sentinel, by the GUID that Azure Lighthouse knows them by. */
const wide: Readonly<Record<string, string>> = {
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635": "Owner",
  "b24988ac-6180-42a0-ab88-20f7382d91dc": "Contributor",
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9": "User Access Administrator",
  "f58310d9-a9f6-439a-9e8d-f62e7b41a168": "Role Based Access Control Administrator",
};

/** Whom a delegation lets in, and as what. */
export const delegationRoles: PolicyCheck = {
  id: "delegation-roles",
  title: "A delegation gives the roles of a duty, and is of a resource group",
  why: "whoever takes over the managing tenant does to every customer what the delegation lets it do",
  fix: "give Microsoft Sentinel and Logic App roles instead, and assign the definition to the resource group",
  severity: "error",
  mapping: { mcsb: ["PA-7", "PA-8"] },
  run: (document) => [
    ...foundIn(
      ofType(document, "azurerm_lighthouse_definition"),
      ({ authorization, eligible_authorization: eligible }) => {
        const ids = [...blocksOf(authorization), ...blocksOf(eligible)].map(({ role_definition_id: id }) => String(id));
        const name = ids.map((id) => wide[id.split("/").at(-1)!.toLowerCase()]).find(Boolean);
        return name && `makes people of another tenant ${name}`;
      },
    ),
    ...foundIn(ofType(document, "azurerm_lighthouse_assignment"), ({ scope }) =>
      /^\/subscriptions\/[^/]+\/?$/.test(String(scope))
        ? "lets people of another tenant into the whole subscription"
        : undefined,
    ),
  ],
};
