import type { PolicyCheck } from "../check";
import { ofType } from "../views/arm";
import { foundIn } from "./found";

/** Secrets end, and say what they are. */
export const vaultSecretExpiry: PolicyCheck = {
  id: "vault-secret-expiry",
  title: "Secrets and keys of a vault expire, and secrets say what they are",
  why: "what has no end is never renewed, and nobody knows what a secret without a type opens",
  fix: "set expiration_date, and content_type of secrets; better keep no secret: use managed identities",
  severity: "error",
  mapping: { mcsb: ["IM-3", "DP-6"], like: ["CKV_AZURE_41", "CKV_AZURE_40", "CKV_AZURE_114"] },
  run: (document) => [
    ...foundIn(
      ofType(document, "azurerm_key_vault_secret", "azurerm_key_vault_key"),
      ({ expiration_date: end, rotation_policy: rotation }) => (end || rotation ? undefined : "never expires"),
    ),
    ...foundIn(ofType(document, "azurerm_key_vault_secret"), ({ content_type: type }) =>
      type ? undefined : "does not say what it is: no content_type",
    ),
  ],
};
