import type { FromSchema } from "json-schema-to-ts";
import type { watchlistSchema } from "../schemas";
import type { Item } from "./item";

/** A watchlist: alias, search key, columns (all text) and the items deployed to every tenant. */
export type WatchlistSpec = FromSchema<typeof watchlistSchema>;
export type WatchlistItem = Item<WatchlistSpec>;

/** Items are resources of their own; beyond this many a plan gets slow and the API throttles. */
export const maximumWatchlistItems = 100;

/** What tells two items of a watchlist apart. Exceptions repeat an agent for several detections, so both columns count. */
export function watchlistItemKey(spec: WatchlistSpec, item: Readonly<Record<string, string>>): string {
  return spec.columns
    .map(({ name }) => name)
    .filter((name) => name === spec.searchKey || name === "DetectionId")
    .map((name) => item[name] ?? "")
    .join("|");
}
