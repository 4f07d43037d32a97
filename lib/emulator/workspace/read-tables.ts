import { blocks } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import { tableColumns } from "./column-types";
import type { CustomTable } from "./model";

/** Custom tables of the stack. */
export function readTables(stack: Stack, resolver: Resolver): CustomTable[] {
  return stack.ofType("azurerm_log_analytics_workspace_table_custom_log").map((resource) => {
    const attributes = resolver.attributes(resource);
    return { name: String(attributes.name), columns: tableColumns(blocks(attributes.column), resource.address) };
  });
}
