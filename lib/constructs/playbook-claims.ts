import { AzapiResource } from "./azapi";
import { Construct } from "./cdktf";
import { Diagnostics } from "./diagnostics";
import { stableId } from "./stable-id";
import type { SentinelWorkspace } from "./workspace";

const tableName = "AgentResponseClaims";

/** Where the table of claims is. */
export interface PlaybookClaimsConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  /** ARM id of the resource group. */
  readonly resourceGroupId: string;
  readonly subscriptionId: string;
  /** What tells this deployment from others of the subscription, such as the resource group's name: the account's name follows from it. */
  readonly key: string;
  readonly tags?: Record<string, string>;
}

/**
 * The table in which playbooks claim what they are about to do, so that runs which start together agree: an insert of a
 * row that is there is refused, at once and for everybody. The account has no keys; playbooks sign in.
 * @see https://learn.microsoft.com/rest/api/storageservices/insert-entity
 */
export class PlaybookClaims extends Construct {
  readonly table: AzapiResource;
  /** Address of the table, such as `https://<account>.table.core.windows.net/AgentResponseClaims`. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, config: PlaybookClaimsConfig) {
    super(scope, id);
    const { workspace, location, resourceGroupId, subscriptionId, key, tags } = config;
    // The name must be unique in all of Azure.
    const name = `stclaims${stableId("playbook-claims", subscriptionId, key).replaceAll("-", "").slice(0, 14)}`;
    const account = new AzapiResource(this, "storage", {
      type: "Microsoft.Storage/storageAccounts@2023-05-01",
      name,
      parentId: resourceGroupId,
      location,
      tags,
      body: {
        kind: "StorageV2",
        sku: { name: "Standard_ZRS" },
        properties: {
          allowSharedKeyAccess: false,
          defaultToOAuthAuthentication: true,
          allowBlobPublicAccess: false,
          minimumTlsVersion: "TLS1_2",
          supportsHttpsTrafficOnly: true,
        },
      },
    });
    this.table = new AzapiResource(this, "table", {
      type: "Microsoft.Storage/storageAccounts/tableServices/tables@2023-05-01",
      name: tableName,
      parentId: `${account.id}/tableServices/default`,
      body: { properties: {} },
    });
    new Diagnostics(this, "diagnostics", { workspace, targetResourceId: `${account.id}/tableServices/default` });
    this.endpoint = `https://${name}.table.core.windows.net/${tableName}`;
  }
}
