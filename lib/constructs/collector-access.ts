import type { CollectorSettings } from "./collector-settings";

/** The collector's storage answers its subnet alone, where it has one. */
export function storageNetwork({ network }: CollectorSettings) {
  if (!network) return {};
  return {
    networkRules: {
      defaultAction: "Deny",
      bypass: ["AzureServices"],
      virtualNetworkSubnetIds: [network.subnetId],
      ipRules: [...(network.allowedIps ?? [])],
    },
  };
}

/** Without an application nobody is let in, and the app offers no intake. */
export function intakeSignIn(tenantId: string, { intakeClientId: clientId }: CollectorSettings) {
  if (clientId === undefined) return {};
  return {
    authSettingsV2: {
      authEnabled: true,
      requireAuthentication: true,
      requireHttps: true,
      unauthenticatedAction: "Return401",
      defaultProvider: "azureactivedirectory",
      activeDirectoryV2: {
        clientId,
        tenantAuthEndpoint: `https://login.microsoftonline.com/${tenantId}/v2.0`,
        allowedAudiences: [clientId, `api://${clientId}`],
      },
      login: { tokenStoreEnabled: false },
    },
  };
}
