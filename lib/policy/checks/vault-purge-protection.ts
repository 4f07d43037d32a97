import type { PolicyCheck } from "../check";
import { isKnown, truth } from "../document/document";
import { vaultsOf } from "../views/vaults";

/** A key vault cannot be purged. */
export const vaultPurgeProtection: PolicyCheck = {
  id: "vault-purge-protection",
  title: "A key vault cannot be purged",
  why: "whoever deletes a key for good makes everything that was signed or encrypted with it worthless",
  fix: "set purge_protection_enabled = true",
  severity: "error",
  mapping: { mcsb: ["DP-8"], like: ["CKV_AZURE_110"] },
  run: (document) =>
    vaultsOf(document).flatMap(({ resource: { address }, ...vault }) =>
      truth(vault.purgeProtection) !== true && isKnown(vault.purgeProtection)
        ? [{ address, message: "can be purged at once" }]
        : [],
    ),
};
