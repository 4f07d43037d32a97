import { blocksOf, type PolicyDocument, type PolicyResource } from "../document/document";
import { armResources, ofType } from "./arm";

/** What matters about a storage account, as Azure has it where nothing is said. */
export interface PolicyStorage {
  readonly resource: PolicyResource;
  readonly minimumTls: unknown;
  readonly publicBlobs: unknown;
  readonly sharedKeys: unknown;
  readonly httpsOnly: unknown;
  readonly defaultAction: unknown;
}

/** Storage accounts of a document, whichever provider writes them. */
export function storageOf(document: PolicyDocument): PolicyStorage[] {
  return [
    ...ofType(document, "azurerm_storage_account").map((resource) => {
      const a = resource.attributes;
      return {
        resource,
        minimumTls: a.min_tls_version ?? "TLS1_2",
        publicBlobs: a.allow_nested_items_to_be_public ?? true,
        sharedKeys: a.shared_access_key_enabled ?? true,
        httpsOnly: a.https_traffic_only_enabled ?? true,
        defaultAction:
          blocksOf(a.network_rules)[0]?.default_action ??
          (a.public_network_access_enabled === false ? "Deny" : "Allow"),
      };
    }),
    ...armResources(document, "Microsoft.Storage/storageAccounts").map(({ resource, properties: p }) => ({
      resource,
      minimumTls: p.minimumTlsVersion ?? "TLS1_0",
      publicBlobs: p.allowBlobPublicAccess ?? false,
      sharedKeys: p.allowSharedKeyAccess ?? true,
      httpsOnly: p.supportsHttpsTrafficOnly ?? true,
      defaultAction:
        (p.networkAcls as { defaultAction?: unknown } | undefined)?.defaultAction ??
        (p.publicNetworkAccess === "Disabled" ? "Deny" : "Allow"),
    })),
  ];
}
