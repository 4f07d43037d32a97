import type { PolicyCheck } from "../check";
import { isKnown } from "../document/document";
import { vaultsOf } from "../views/vaults";

/** A private key vault answers networks that it names. */
export const vaultFirewall: PolicyCheck = {
  id: "vault-firewall",
  title: "A private key vault answers networks that it names",
  why: "a stolen token signs and reads from anywhere",
  fix: "set network_acls.default_action to Deny, and name networks and trusted services",
  severity: "error",
  mapping: { mcsb: ["NS-2"], like: ["CKV_AZURE_109"] },
  profile: "private",
  run: (document) =>
    vaultsOf(document).flatMap(({ resource: { address }, ...vault }) =>
      isKnown(vault.defaultAction) && String(vault.defaultAction).toLowerCase() !== "deny"
        ? [{ address, message: "answers every network" }]
        : [],
    ),
};
