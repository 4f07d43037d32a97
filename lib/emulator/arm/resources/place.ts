import type { ResourceKind } from "./kind";
import type { Stored } from "./resource";
import { readArmPath } from "./resource-id";
import type { ResourceStore } from "./store";

/** Resources of a kind that a list at a scope shows: those right in it, and of a subscription those of all its groups. */
export function contained(store: ResourceStore, { type, scopes }: ResourceKind, scope: string): Stored[] {
  const start = `${scope}/`.toLowerCase();
  const deep = /^\/subscriptions\/[^/]+$/i.test(scope) && scopes?.includes("group");
  return store.ofType(type).filter(({ resource: { id } }) => {
    const steps = readArmPath(id)?.steps ?? [];
    const parent = steps.at(-2)?.id ?? "";
    return deep ? id.toLowerCase().startsWith(start) : parent.toLowerCase() === scope.toLowerCase();
  });
}
