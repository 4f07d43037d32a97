import type { FromSchema } from "json-schema-to-ts";
import type { watchlistSchema } from "../schemas";
import type { Item } from "./item";

/** A watchlist: alias, search key, columns (all text) and the items deployed to every tenant. */
export type WatchlistSpec = FromSchema<typeof watchlistSchema>;
export type WatchlistItem = Item<WatchlistSpec>;
