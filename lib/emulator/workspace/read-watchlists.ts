import type { Resolver } from "../terraform/resolver";
import type { Stack } from "../terraform/stack";
import type { Watchlist } from "./model";

/** Watchlists with their items; the columns of a watchlist are those its items have. */
export function readWatchlists(stack: Stack, resolver: Resolver): Watchlist[] {
  const items = stack.ofType("azurerm_sentinel_watchlist_item").map((resource) => resolver.attributes(resource));
  return stack.ofType("azurerm_sentinel_watchlist").map((resource) => {
    const attributes = resolver.attributes(resource);
    const id = resolver.id(resource);
    const own = items
      .filter((item) => item.watchlist_id === id)
      .map((item) => item.properties as Record<string, string>);
    const searchKey = String(attributes.item_search_key);
    return {
      alias: String(attributes.name),
      searchKey,
      items: own,
      columns: [...new Set(own.flatMap((item) => Object.keys(item)))],
    };
  });
}
