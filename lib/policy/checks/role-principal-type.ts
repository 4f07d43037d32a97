import type { PolicyCheck } from "../check";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** What kind of principal a role is for. */
export const rolePrincipalType: PolicyCheck = {
  id: "role-principal-type",
  title: "A role for an identity that was just made says that it is a service principal",
  why: "Azure looks the principal up in a directory that does not know it yet, and refuses the assignment of a first apply",
  fix: 'set principal_type = "ServicePrincipal"',
  severity: "warning",
  run: (document) =>
    foundIn(
      ofType(document, "azurerm_role_assignment"),
      ({ principal_type: kind, principal_id: principal, skip_service_principal_aad_check: skipped }) =>
        kind || skipped || !/\$\{azurerm_user_assigned_identity\.|\.identity\[/.test(String(principal))
          ? undefined
          : "does not say principal_type",
    ),
};
