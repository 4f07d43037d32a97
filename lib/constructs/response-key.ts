import { AzapiAction, AzapiResource } from "./azapi";
import { Construct, type ITerraformDependable } from "./cdktf";
import { Diagnostics } from "./diagnostics";
import { stableId } from "./stable-id";
import type { SentinelWorkspace } from "./workspace";

const keyName = "agentid-response";

/** Where the key is that signs what platforms are asked. */
export interface ResponseKeyConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  /** ARM id of the resource group. */
  readonly resourceGroupId: string;
  readonly subscriptionId: string;
  /** The Microsoft Entra tenant whose identities may use it. */
  readonly tenantId: string;
  /** What tells this deployment from others of the subscription, such as the resource group's name: the vault's name follows from it. */
  readonly key: string;
  /** Nobody can delete the key for good before its time. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, string>;
}

/**
 * A key in Key Vault that signs messages to the platforms of agents outside Entra, and can do nothing else. Nobody has its
 * private part; who asks for a signature signs in, with a role on this key.
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist
 */
export class ResponseKey extends Construct {
  /** ARM id of the key. */
  readonly id: string;
  /** Address of the key without its version, such as `https://<vault>.vault.azure.net/keys/agentid-response`: the newest signs. */
  readonly address: string;
  /** What makes the key: roles on it come after. */
  readonly made: ITerraformDependable;

  constructor(scope: Construct, id: string, config: ResponseKeyConfig) {
    super(scope, id);
    const { workspace, location, resourceGroupId, subscriptionId, tenantId, key, protect = true, tags } = config;
    // The name must be unique in all of Azure.
    const name = `kv-agentid-${stableId("response-key", subscriptionId, key).replaceAll("-", "").slice(0, 12)}`;
    const vault = new AzapiResource(this, "vault", {
      type: "Microsoft.KeyVault/vaults@2023-07-01",
      name,
      parentId: resourceGroupId,
      location,
      tags,
      body: {
        properties: {
          tenantId,
          sku: { family: "A", name: "standard" },
          enableRbacAuthorization: true,
          enableSoftDelete: true,
          // It can never be switched off again: not for a deployment that is meant to go.
          ...(protect ? { enablePurgeProtection: true } : {}),
          softDeleteRetentionInDays: 7,
        },
      },
    });
    this.id = `${vault.id}/keys/${keyName}`;
    // Azure Resource Manager makes keys and deletes none: as a resource, this one could not be destroyed.
    this.made = new AzapiAction(this, "key", {
      type: "Microsoft.KeyVault/vaults/keys@2023-07-01",
      resourceId: this.id,
      method: "PUT",
      body: { properties: { kty: "EC", curveName: "P-256", keyOps: ["sign"] } },
      when: "apply",
    });
    new Diagnostics(this, "diagnostics", { workspace, targetResourceId: vault.id });
    this.address = `https://${name}.vault.azure.net/keys/${keyName}`;
  }
}
