import type { PolicyCheck } from "../check";
import { isKnown } from "../document/document";
import { vaultsOf } from "../views/vaults";

/** A key vault keeps what was deleted for a week at least. */
export const vaultSoftDelete: PolicyCheck = {
  id: "vault-soft-delete",
  title: "A key vault keeps what was deleted for a week at least",
  why: "a key that was deleted by mistake or by an attacker cannot be had back",
  fix: "set soft_delete_retention_days to 7 to 90",
  severity: "error",
  mapping: { mcsb: ["DP-8"], like: ["CKV_AZURE_111"] },
  run: (document) =>
    vaultsOf(document).flatMap(({ resource: { address }, ...vault }) =>
      isKnown(vault.softDelete) && Number(vault.softDelete) < 7
        ? [{ address, message: `keeps what was deleted for ${vault.softDelete} days` }]
        : [],
    ),
};
