import type { Limit } from "../limit";

/** Watchlists. */
export const watchlistLimits = {
  "watchlist/name-length": {
    what: "a watchlist's name",
    value: "3 to 64",
    unit: "characters",
    source: "watchlists",
    certainty: "documented",
    here: "`displayName` of a watchlist",
  },
  "watchlist/alias": {
    what: "a watchlist's alias: 3 to 64 letters, digits, _ and -, the first and the last a letter or a digit",
    value: "3 to 64",
    unit: "characters",
    source: "watchlists",
    certainty: "documented",
    here: "`alias` of a watchlist",
  },
  "watchlist/row-size": {
    what: "one item",
    value: 10_240,
    unit: "bytes",
    source: "sentinel",
    certainty: "documented",
    here: "items of watchlist files and of tenant files",
  },
} as const satisfies Readonly<Record<string, Limit>>;
