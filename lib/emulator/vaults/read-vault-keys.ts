import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";

/** A key of a vault. */
export interface DeployedKey {
  /** ARM id */
  readonly id: string;
  /** `<vault>.vault.azure.net` */
  readonly host: string;
  readonly name: string;
  /** operations that it may be used for, such as `sign` */
  readonly operations: readonly string[];
}

const type = "Microsoft.KeyVault/vaults/keys@";

/** The keys of elliptic curves that a stack makes, as resources or by requests. */
export const readVaultKeys = (stack: Stack, resolver: Resolver): DeployedKey[] =>
  ["azapi_resource", "azapi_resource_action"].flatMap((kind) =>
    stack
      .ofType(kind)
      .filter((resource) => String(resource.attributes.type).startsWith(type))
      .map((resource) => {
        const attributes = resolver.attributes(resource);
        const id = kind === "azapi_resource" ? resolver.id(resource) : String(attributes.resource_id);
        const [, vault = "", name = ""] = /\/vaults\/([^/]+)\/keys\/([^/]+)$/i.exec(id) ?? [];
        const { properties = {} } = (attributes.body ?? {}) as { properties?: { keyOps?: readonly string[] } };
        return {
          id,
          host: `${vault.toLowerCase()}.vault.azure.net`,
          name,
          operations: properties.keyOps ?? ["sign", "verify"],
        };
      }),
  );
