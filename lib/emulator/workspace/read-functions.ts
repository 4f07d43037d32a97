import { strings } from "../terraform/blocks";
import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type { SavedFunction } from "./model";

/** Saved searches that have a function alias. */
export function readFunctions(stack: Stack, resolver: Resolver): SavedFunction[] {
  return stack
    .ofType("azurerm_log_analytics_saved_search")
    .map((resource) => resolver.attributes(resource))
    .filter((attributes) => typeof attributes.function_alias === "string")
    .map((attributes) => ({
      name: String(attributes.function_alias),
      parameters: `(${strings(attributes.function_parameters).join(", ")})`,
      body: String(attributes.query),
    }));
}
