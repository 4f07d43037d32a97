import { blocks } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import { tableColumns } from "./column-types";
import type { CustomTable } from "./model";

interface TableBody {
  readonly properties: { readonly schema: { readonly columns: readonly Record<string, unknown>[] } };
}

/** Custom tables of the stack, those of azurerm and the Auxiliary ones of azapi. */
export function readTables(stack: Stack, resolver: Resolver): CustomTable[] {
  const standard = stack.ofType("azurerm_log_analytics_workspace_table_custom_log").map((resource) => {
    const attributes = resolver.attributes(resource);
    return { name: String(attributes.name), columns: tableColumns(blocks(attributes.column), resource.address) };
  });
  const auxiliary = stack
    .ofType("azapi_resource")
    .filter(({ attributes }) => String(attributes.type).startsWith("Microsoft.OperationalInsights/workspaces/tables@"))
    .map((resource) => {
      const { name, body } = resolver.attributes(resource);
      return {
        name: String(name),
        columns: tableColumns((body as TableBody).properties.schema.columns, resource.address),
      };
    });
  return [...standard, ...auxiliary];
}
