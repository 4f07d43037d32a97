import { watchlistItemBreaches } from "../limits";
import { limitProblems } from "./checks/limits/limit-problems";
import { maximumWatchlistItems, type WatchlistSpec, watchlistItemKey } from "./kinds/watchlist";
import type { Problem } from "./problem";
import type { Path, SourceFile } from "./source-file";
import { suggestFrom } from "./suggest";
import { valueProblem } from "./watchlist-values";

/** Where more than the search key counts. */
const sameIn = ({ itemKey = [], searchKey }: WatchlistSpec): string => {
  const others = itemKey.filter((name) => name !== searchKey);
  return others.length > 0 ? `, with the same ${others.join(", ")}` : "";
};

type WatchlistRow = Readonly<Record<string, string>>;

/**
 * What is wrong with items of a watchlist: they have only its columns, with values that these take, all have its search
 * key, and no two are the same.
 * @param path where `items` stands in `source`
 * @param before items deployed with these, from elsewhere
 * @param detections ids of rules that an exception may be from
 */
export function watchlistItemProblems(
  spec: WatchlistSpec,
  items: readonly WatchlistRow[],
  source: Pick<SourceFile, "problem" | "placesOf">,
  path: Path,
  before: readonly WatchlistRow[] = [],
  detections: readonly string[] = [],
): Problem[] {
  const report = (at: Path, code: string, message: string, options: { atKey?: boolean; suggestion?: string } = {}) =>
    source.problem([...path, ...at], `watchlist/${code}`, `watchlist ${spec.alias} ${message}`, options);
  const columns = spec.columns.map((c) => c.name);
  const all = [...before, ...items];
  const keys = all.map((item) => watchlistItemKey(spec, item));

  const problems = items.flatMap((item, i) => {
    const found = Object.keys(item)
      .filter((name) => !columns.includes(name))
      .map((name) =>
        report([i, name], "unknown-column", `has no column "${name}"`, {
          atKey: true,
          suggestion: suggestFrom(name, columns),
        }),
      );
    for (const column of spec.columns) {
      const problem = valueProblem(column, item[column.name] ?? "", detections);
      const at = item[column.name] === undefined ? [i] : [i, column.name];
      if (problem) found.push(report(at, "value", problem.message, { suggestion: problem.suggestion }));
    }
    const key = item[spec.searchKey];
    const bare = key?.trim();
    if (bare && bare !== key)
      found.push(
        report(
          [i, spec.searchKey],
          "value",
          `has the ${spec.searchKey} ${JSON.stringify(key)}, which nothing is called`,
          {
            suggestion: `write ${JSON.stringify(bare)}, without the blanks`,
          },
        ),
      );
    const index = before.length + i;
    if (!key) found.push(report([i], "search-key", `is searched by ${spec.searchKey}, which the item does not have`));
    else if (keys.indexOf(keys[index]!) < index)
      found.push(
        report([i], "duplicate-item", `has an item for ${spec.searchKey} "${key}" already${sameIn(spec)}`, {
          suggestion: "merge the two items",
        }),
      );
    return found;
  });
  problems.push(...limitProblems(source, watchlistItemBreaches(items), (at) => [...path, ...at]));
  if (all.length <= maximumWatchlistItems) return problems;
  return [
    ...problems,
    report([], "too-many-items", `has ${all.length} items; at most ${maximumWatchlistItems} are kept in code`, {
      suggestion: "leave them out here and upload the list in the portal",
    }),
  ];
}
