import type { FromSchema } from "json-schema-to-ts";
import type { watchlistSchema } from "../schemas";
import type { Item } from "./item";

/** A watchlist: alias, search key, columns (all text) and the items deployed to every tenant. */
export type WatchlistSpec = FromSchema<typeof watchlistSchema>;
export type WatchlistItem = Item<WatchlistSpec>;

/** Items are resources of their own; beyond this many a plan gets slow and the API throttles. */
export const maximumWatchlistItems = 100;

/** What tells two items of a watchlist apart: exceptions repeat an agent for several detections. */
export function watchlistItemKey(spec: WatchlistSpec, item: Readonly<Record<string, string>>): string {
  const { columns, itemKey = [spec.searchKey] } = spec;
  const counted = columns.map(({ name }) => name).filter((name) => itemKey.includes(name));
  return counted.map((name) => item[name] ?? "").join("|");
}
