import type { PolicyCheck } from "../check";
import { isKnown, truth } from "../document/document";
import { vaultsOf } from "../views/vaults";

/** A key vault is opened by roles. */
export const vaultRbac: PolicyCheck = {
  id: "vault-rbac",
  title: "A key vault is opened by roles",
  why: "access policies are outside of reviews, and whoever may write the vault gives themselves any of them",
  fix: "set rbac_authorization_enabled = true",
  severity: "error",
  mapping: { mcsb: ["PA-7"], like: ["CKV_AZURE_112"] },
  run: (document) =>
    vaultsOf(document).flatMap(({ resource: { address }, ...vault }) =>
      truth(vault.rbac) !== true && isKnown(vault.rbac) ? [{ address, message: "is opened by access policies" }] : [],
    ),
};
