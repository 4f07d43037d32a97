import type { PolicyCheck } from "../check";
import { blocksOf, truth } from "../document/document";

const keys = ["access_key", "sas_token", "client_secret", "client_certificate_password", "client_certificate_path"];

/** Where the state is, and how it is opened. */
export const backendEntra: PolicyCheck = {
  id: "backend-entra",
  title: "The state is opened by Microsoft Entra",
  why: "a key in the configuration opens every state of the account to everybody who reads the repository",
  fix: "set use_azuread_auth = true, and sign in by OIDC or a managed identity; no key, no secret",
  severity: "error",
  mapping: { mcsb: ["IM-3", "IM-8"] },
  onPlans: false,
  run: ({ terraform }) => {
    const backends = blocksOf(terraform.backend).flatMap((one) => blocksOf(one.azurerm));
    return backends.flatMap((backend) => {
      const key = keys.find((name) => backend[name] !== undefined);
      if (key) return [{ address: "terraform.backend", message: `has ${key} in the configuration` }];
      return truth(backend.use_azuread_auth) === true
        ? []
        : [
            {
              address: "terraform.backend",
              message: "is opened by the storage account's key: use_azuread_auth is not true",
            },
          ];
    });
  },
};
