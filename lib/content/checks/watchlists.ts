import { detectionIds } from "../kinds/detection";
import { suggestFrom } from "../suggest";
import { watchlistItemProblems } from "../watchlist-items";
import type { Check } from "./context";

/** Watchlists: the search key and every item use declared columns. */
export const checkWatchlists: Check = ({ content }) =>
  content.watchlists.flatMap(({ data, source }) => {
    const names = data.columns.map((c) => c.name);
    if (!names.includes(data.searchKey)) {
      const message = `the search key "${data.searchKey}" is not a column`;
      const suggestion = suggestFrom(data.searchKey, names);
      return [source.problem(["searchKey"], "watchlist/search-key", message, { suggestion })];
    }
    const unknown = (data.itemKey ?? []).flatMap((name, i) =>
      names.includes(name)
        ? []
        : [
            source.problem(
              ["itemKey", i],
              "watchlist/unknown-column",
              `watchlist ${data.alias} has no column "${name}"`,
              {
                suggestion: suggestFrom(name, names),
              },
            ),
          ],
    );
    if (unknown.length > 0) return unknown;
    return watchlistItemProblems(data, data.items ?? [], source, ["items"], [], detectionIds(content));
  });
