import type { PolicyCheck } from "../check";
import { truth } from "../document/document";
import { vaultsOf } from "../views/vaults";

/** A private key vault has no public address. */
export const vaultPublicAccess: PolicyCheck = {
  id: "vault-public-access",
  title: "A private key vault has no public address",
  why: "a stolen token signs and reads from anywhere",
  fix: "set public_network_access_enabled = false, and add a private endpoint",
  severity: "error",
  mapping: { mcsb: ["NS-2"], like: ["CKV_AZURE_189", "CKV2_AZURE_32"] },
  profile: "private",
  run: (document) =>
    vaultsOf(document).flatMap(({ resource: { address }, ...vault }) =>
      truth(vault.publicAccess) === true ? [{ address, message: "answers on the internet" }] : [],
    ),
};
