import { nearest } from "@sentinel-agent-identities/spelling";
import type { Watchlist } from "../emulator";
import type { TestInput } from "./job";

type Item = Readonly<Record<string, string>>;

const given = ({ alias }: Watchlist, test: TestInput): readonly Item[] =>
  (test.watchlists?.[alias] ?? []) as readonly Item[];

/**
 * The test's items, and only those: a watchlist that the test does not fill is empty, and has no columns. As when it is
 * deployed, each item has every column of its list.
 */
export function withItems(watchlist: Watchlist, test: TestInput): Watchlist {
  const items = given(watchlist, test);
  if (items.length === 0) return { ...watchlist, items: [], columns: [] };
  const blank = Object.fromEntries(watchlist.columns.map((name) => [name, ""]));
  return { ...watchlist, items: items.map((item) => ({ ...blank, ...item })) };
}

/** Columns that a test fills in and no item has. */
export function misnamedColumns(watchlist: Watchlist, test: TestInput): string[] {
  const { alias, columns } = watchlist;
  return given(watchlist, test).flatMap((item, i) =>
    Object.keys(item)
      .filter((name) => !columns.includes(name))
      .map((name) => {
        const near = nearest(name, columns);
        const fix = near === undefined ? `columns: ${columns.join(", ")}` : `did you mean ${near}?`;
        return `watchlist ${alias} item ${i + 1}: there is no column ${name}; ${fix}`;
      }),
  );
}
