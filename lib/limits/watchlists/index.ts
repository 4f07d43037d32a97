import type { Breach } from "../breach";
import { limits } from "../table";

/** A watchlist as the API takes it, with its alias (the name of `Microsoft.SecurityInsights/watchlists`). */
export interface Watchlist {
  readonly alias: string;
  readonly displayName?: string;
}

/** Why a watchlist would be refused. */
export function watchlistBreaches({ alias, displayName }: Watchlist): Breach[] {
  return [
    ...(/^[A-Za-z0-9][A-Za-z0-9_-]{1,62}[A-Za-z0-9]$/.test(alias)
      ? []
      : [
          {
            limit: "watchlist/alias",
            path: ["alias"],
            message: `"${alias}" is no alias for a watchlist: it has 3 to 64 letters, digits, _ and -, and begins and ends with a letter or a digit`,
            suggestion: "choose another alias",
          } as const,
        ]),
    ...(displayName === undefined || (displayName.length >= 3 && displayName.length <= 64)
      ? []
      : [
          {
            limit: "watchlist/name-length",
            path: ["displayName"],
            message: `the watchlist's name has ${displayName.length} characters; Sentinel takes 3 to 64`,
            suggestion: displayName.length < 3 ? "write a longer name" : "shorten it",
          } as const,
        ]),
  ];
}

/** Items that are too large. @param items as columns by name */
export function watchlistItemBreaches(items: readonly Readonly<Record<string, unknown>>[]): Breach[] {
  const limit = "watchlist/row-size";
  const most = limits[limit].value;
  return items.flatMap((item, i): Breach[] => {
    const bytes = Buffer.byteLength(JSON.stringify(item));
    if (bytes <= most) return [];
    const message = `the item has ${bytes} bytes; a watchlist takes ${most}`;
    return [{ limit, path: [i], message, suggestion: "split its lists over several items" }];
  });
}
