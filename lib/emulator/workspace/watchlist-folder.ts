import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "@sentinel-agent-identities/spelling";
import { CsvError, parse } from "csv-parse/sync";
import { EmulatorError } from "../errors";
import type { Watchlist } from "./model";

const ending = ".csv";

/**
 * Watchlists with the items that a folder holds for them, as `<Alias>.csv` with a header; the others stay as they are.
 * @throws EmulatorError for a file that is no watchlist of the workspace, or that has no column of its search key
 */
export function withItemsFrom(folder: string, watchlists: readonly Watchlist[]): Watchlist[] {
  if (!existsSync(folder))
    throw new EmulatorError(folder, "is not a folder", "pass --watchlists with a folder of CSV files");
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .sort();
  const found = new Map(names.map((name) => [name, aliasOf(join(folder, name), name, watchlists)]));
  return watchlists.map((watchlist) => {
    const name = names.find((file) => found.get(file) === watchlist.alias);
    return name ? filled(watchlist, join(folder, name)) : watchlist;
  });
}

function aliasOf(file: string, name: string, watchlists: readonly Watchlist[]): string {
  const alias = name.endsWith(ending) ? name.slice(0, -ending.length) : name;
  const aliases = watchlists.map((watchlist) => watchlist.alias);
  if (name.endsWith(ending) && aliases.includes(alias)) return alias;
  const near = nearest(alias, aliases);
  const fix = near !== undefined ? `did you mean ${near}${ending}?` : `watchlists: ${aliases.join(", ")}`;
  throw new EmulatorError(file, "is no watchlist of the workspace", fix);
}

function filled(watchlist: Watchlist, file: string): Watchlist {
  const items = rowsOf(file);
  const columns = Object.keys(items[0] ?? {});
  if (items.length > 0 && !columns.includes(watchlist.searchKey))
    throw new EmulatorError(
      file,
      `has no column ${watchlist.searchKey}, the watchlist's search key`,
      `columns: ${columns.join(", ")}`,
    );
  // The columns of a list without items are not known.
  const unknown =
    watchlist.columns.length === 0 ? undefined : columns.find((name) => !watchlist.columns.includes(name));
  if (unknown !== undefined) {
    const near = nearest(unknown, watchlist.columns);
    const fix = near !== undefined ? `did you mean ${near}?` : `columns: ${watchlist.columns.join(", ")}`;
    throw new EmulatorError(
      file,
      `has a column ${unknown || "without a name"}, which the deployed items of ${watchlist.alias} do not have`,
      fix,
    );
  }
  return { ...watchlist, items, columns };
}

function rowsOf(file: string): Record<string, string>[] {
  try {
    return parse(readFileSync(file, "utf8"), { columns: true, bom: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new EmulatorError(
      file,
      `is no CSV with a header: ${error.message}`,
      "give each line as many fields as the header has, and put texts with commas in quotes",
    );
  }
}
