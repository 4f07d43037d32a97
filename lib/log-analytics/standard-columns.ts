import type { Column } from "../kql";

/** Columns that Log Analytics adds to every custom table. */
export const standardColumns: readonly Column[] = [
  { name: "TenantId", type: "string" },
  { name: "Type", type: "string" },
  { name: "_ResourceId", type: "string" },
];

/** Columns that Log Analytics adds to the destination of a summary rule. */
export const summaryColumns: readonly Column[] = [
  { name: "_RuleName", type: "string" },
  { name: "_RuleLastModifiedTime", type: "datetime" },
  { name: "_BinSize", type: "long" },
  { name: "_BinStartTime", type: "datetime" },
];

/** The function that reads a watchlist by its alias. */
export const watchlistFunction = "_GetWatchlist";

/** Columns that `_GetWatchlist` returns before the watchlist's own. */
export const watchlistColumns: readonly Column[] = [
  { name: "_DTItemId", type: "string" },
  { name: "LastUpdatedTimeUTC", type: "datetime" },
  { name: "SearchKey", type: "string" },
  { name: "WatchlistItem", type: "dynamic" },
];
