import type { ResourceKind } from "../kind";

const vault = "Microsoft.KeyVault/vaults";

/** https://learn.microsoft.com/rest/api/keyvault/keyvault: keys are made here, and deleted by nobody. */
export const keyVaultKinds: readonly ResourceKind[] = [
  {
    type: vault,
    since: "2016-10-01",
    scopes: ["group"],
    located: true,
    created: 201,
    named: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
    fill: ({ name }) => ({ provisioningState: "Succeeded", vaultUri: `https://${name}.vault.azure.net/` }),
  },
  { type: `${vault}/keys`, since: "2019-09-01", created: 200 },
];
