import type { Resource } from "./resource";
import type { ResourceStore } from "./store";

/** A lock on a resource, around it or within it; locks themselves can always be taken away. */
export function lockOn(store: ResourceStore, id: string): Resource | undefined {
  const target = `${id}/`.toLowerCase();
  if (target.includes("/providers/microsoft.authorization/locks/")) return undefined;
  return store
    .ofType("Microsoft.Authorization/locks")
    .map(({ resource }) => resource)
    .find((lock) => {
      const scope = `${lock.id.slice(0, lock.id.toLowerCase().lastIndexOf("/providers/"))}/`.toLowerCase();
      return target.startsWith(scope) || scope.startsWith(target);
    });
}
