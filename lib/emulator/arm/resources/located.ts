import { kindOf } from "./kinds";
import type { Resource } from "./resource";
import type { ResourceStore } from "./store";

/** What a group holds: resources with a place of their own. */
export function located(store: ResourceStore, group: string): Omit<Resource, "properties">[] {
  return store
    .below(group)
    .filter(({ resource }) => kindOf(resource.type)?.located)
    .map(({ resource: { properties: _, ...shown } }) => shown);
}
