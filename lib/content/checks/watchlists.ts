import { didYouMean } from "../suggest";
import type { Check } from "./context";

/** Watchlists: the search key and every item use declared columns. */
export const checkWatchlists: Check = ({ content }) =>
  content.watchlists.flatMap(({ data, source }) => {
    const names = data.columns.map((c) => c.name);
    const key = names.includes(data.searchKey)
      ? []
      : [
          source.problem(["searchKey"], "watchlist/search-key", `the search key "${data.searchKey}" is not a column`, {
            suggestion: didYouMean(data.searchKey, names),
          }),
        ];
    const items = (data.items ?? []).flatMap((item, i) => [
      ...Object.keys(item)
        .filter((name) => !names.includes(name))
        .map((name) =>
          source.problem(["items", i, name], "watchlist/unknown-column", `"${name}" is not a column of ${data.alias}`, {
            atKey: true,
            suggestion: didYouMean(name, names),
          }),
        ),
      ...(item[data.searchKey]
        ? []
        : [source.problem(["items", i], "watchlist/search-key", `the item has no ${data.searchKey}, the search key`)]),
    ]);
    return [...key, ...items];
  });
