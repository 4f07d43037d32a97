import { blocksOf, type PolicyDocument, type PolicyResource } from "../document/document";
import { armResources, ofType } from "./arm";

/** What matters about a key vault, as Azure has it where nothing is said. */
export interface PolicyVault {
  readonly resource: PolicyResource;
  readonly purgeProtection: unknown;
  /** days */
  readonly softDelete: unknown;
  readonly defaultAction: unknown;
  readonly publicAccess: unknown;
  readonly rbac: unknown;
}

/** Key vaults of a document, whichever provider writes them. */
export function vaultsOf(document: PolicyDocument): PolicyVault[] {
  return [
    ...ofType(document, "azurerm_key_vault").map((resource) => {
      const a = resource.attributes;
      return {
        resource,
        purgeProtection: a.purge_protection_enabled ?? false,
        softDelete: a.soft_delete_retention_days ?? 90,
        defaultAction: blocksOf(a.network_acls)[0]?.default_action ?? "Allow",
        publicAccess: a.public_network_access_enabled ?? true,
        rbac: a.rbac_authorization_enabled ?? a.enable_rbac_authorization ?? false,
      };
    }),
    ...armResources(document, "Microsoft.KeyVault/vaults").map(({ resource, properties: p }) => ({
      resource,
      purgeProtection: p.enablePurgeProtection ?? false,
      softDelete: p.softDeleteRetentionInDays ?? 90,
      defaultAction: (p.networkAcls as { defaultAction?: unknown } | undefined)?.defaultAction ?? "Allow",
      publicAccess: p.publicNetworkAccess === undefined ? true : p.publicNetworkAccess !== "Disabled",
      rbac: p.enableRbacAuthorization ?? false,
    })),
  ];
}
