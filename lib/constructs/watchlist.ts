import { maximumWatchlistItems, type WatchlistSpec, watchlistItemKey } from "../content";
import { watchlistBreaches, watchlistItemBreaches } from "../limits";
import { Construct, SentinelWatchlist, SentinelWatchlistItem } from "./cdktf";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** A watchlist with its items. */
export interface WatchlistConfig {
  readonly workspace: SentinelWorkspace;
  readonly watchlist: WatchlistSpec;
  /** Items of this deployment, after the watchlist's own. @default - none */
  readonly items?: readonly Readonly<Record<string, string>>[];
  /** Refuse to destroy a list that playbooks write. @default true */
  readonly protect?: boolean;
}

/** A watchlist whose items are known by their search key, so that editing one row changes one resource. */
export class Watchlist extends Construct {
  readonly resource: SentinelWatchlist;

  /** @throws Error for two items with the same search key, or too many items; ContentError for what Sentinel would refuse */
  constructor(scope: Construct, id: string, config: WatchlistConfig) {
    super(scope, id);
    const { watchlist } = config;
    const items = [...(watchlist.items ?? []), ...(config.items ?? [])];
    assertWithinLimits(`watchlist ${watchlist.alias}`, [
      ...watchlistBreaches(watchlist),
      ...watchlistItemBreaches(items),
    ]);
    this.resource = new SentinelWatchlist(this, "watchlist", {
      name: watchlist.alias,
      logAnalyticsWorkspaceId: config.workspace.sentinelId,
      displayName: escapeTemplate(watchlist.displayName),
      description: escapeTemplate(watchlist.description),
      itemSearchKey: watchlist.searchKey,
      // Every change of a watchlist makes it anew, without the items that others wrote.
      ...(watchlist.writtenBy ? { lifecycle: { ignoreChanges: "all", preventDestroy: config.protect ?? true } } : {}),
    });
    if (watchlist.writtenBy && items.length > 0)
      throw new Error(
        `watchlist ${watchlist.alias} is written by ${watchlist.writtenBy}, so it takes no items from files; standing exceptions belong into AgentExceptions`,
      );
    if (items.length > maximumWatchlistItems)
      throw new Error(
        `watchlist ${watchlist.alias} has ${items.length} items; keep at most ${maximumWatchlistItems} in code and upload larger lists`,
      );
    const seen = new Set<string>();
    for (const item of items) {
      const key = watchlistItemKey(watchlist, item);
      if (seen.has(key))
        throw new Error(`watchlist ${watchlist.alias} has two items for ${watchlist.searchKey} "${key}"`);
      seen.add(key);
      const name = stableId("watchlist-item", watchlist.alias, key);
      new SentinelWatchlistItem(this, `item-${name}`, {
        name,
        watchlistId: this.resource.id,
        // Every column in every item: the columns of a watchlist are those its items have.
        properties: Object.fromEntries(
          watchlist.columns.map((column) => [column.name, escapeTemplate(item[column.name] ?? "")]),
        ),
      });
    }
  }
}
