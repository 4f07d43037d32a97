import type { Column } from "@sentinel-agent-identities/kql";

/** Columns that Log Analytics adds to every custom table. */
export const standardColumns: readonly Column[] = [
  { name: "TenantId", type: "string" },
  { name: "Type", type: "string" },
  { name: "_ResourceId", type: "string" },
];

/**
 * Columns that a summary rule makes in its destination, at its first bin. No table can declare them, and a table that is
 * written anew loses them: nothing may read them.
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/summary-rules
 */
export const summaryRuleColumns: readonly string[] = [
  "_RuleName",
  "_RuleLastModifiedTime",
  "_BinSize",
  "_BinStartTime",
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
