import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type { HuntingQuery } from "./model";

/** Saved searches in the category that Sentinel lists under Hunting. */
export function readHunting(stack: Stack, resolver: Resolver): HuntingQuery[] {
  return stack
    .ofType("azurerm_log_analytics_saved_search")
    .map((resource) => ({ where: resource.address, attributes: resolver.attributes(resource) }))
    .filter(({ attributes }) => attributes.category === "Hunting Queries")
    .map(({ where, attributes }) => ({
      id: String(attributes.name),
      name: String(attributes.display_name),
      query: String(attributes.query),
      where,
    }));
}
