import type { KqlDatabase } from "@sentinel-agent-identities/kql";
import { watchlistFunction } from "../../log-analytics";
import type { Watchlist } from "./model";

/** Replaces the items of a watchlist. */
export async function fillWatchlist(database: KqlDatabase, { alias, searchKey, items }: Watchlist): Promise<void> {
  await database.setLookup(
    watchlistFunction,
    alias,
    items.map((item) => ({ ...item, SearchKey: item[searchKey] ?? "", WatchlistItem: item })),
  );
}
