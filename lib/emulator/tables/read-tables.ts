import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type { DeployedTable } from "./tables";

const type = "Microsoft.Storage/storageAccounts/tableServices/tables@";

/** The storage tables of a stack. */
export const readTables = (stack: Stack, resolver: Resolver): DeployedTable[] =>
  stack
    .ofType("azapi_resource")
    .filter((resource) => String(resource.attributes.type).startsWith(type))
    .map((resource) => {
      const id = resolver.id(resource);
      const account = /\/storageAccounts\/([^/]+)\//i.exec(id)?.[1] ?? "";
      return {
        id,
        host: `${account.toLowerCase()}.table.core.windows.net`,
        name: String(resolver.attributes(resource).name),
      };
    });
