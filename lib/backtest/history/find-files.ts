import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { BacktestError } from "../errors";
import { historyEndings } from "./open-file";

/** Where a history's parts are. */
export interface HistoryFolder {
  /** folder of the rows: `telemetry/` of a fleet, or the folder itself */
  readonly rows: string;
  /** files of rows, in the order of their names */
  readonly files: readonly string[];
  /** OTLP/JSON traces in `otlp/` */
  readonly traces?: string;
  /** watchlist items, where the folder brings some */
  readonly watchlists?: string;
}

/** Files that a fleet's folder has beside its rows. */
const beside = new Set(["truth.json", "directory.json", "run.json", "history.json"]);
const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/**
 * Finds the files of a history: in the folder, or in its `telemetry/`, and in folders named after tables below it.
 * @throws BacktestError for a folder without rows, or a file of another kind among them
 */
export function findFiles(folder: string): HistoryFolder {
  if (!isFolder(folder))
    throw new BacktestError(folder, "is not a folder", "pass --input with the folder of a history");
  const rows = isFolder(join(folder, "telemetry")) ? join(folder, "telemetry") : folder;
  const files = filesBelow(rows, rows === folder);
  const traces = join(rows, "otlp");
  const watchlists = join(folder, "watchlists");
  if (files.length === 0 && !isFolder(traces))
    throw new BacktestError(
      folder,
      "holds no rows",
      "put exports there: <Table>.ndjson, .json, .csv (each also .gz) or .parquet, or OTLP/JSON traces in otlp/",
    );
  return {
    rows,
    files,
    ...(isFolder(traces) ? { traces } : {}),
    ...(isFolder(watchlists) ? { watchlists } : {}),
  };
}

function filesBelow(folder: string, isTop: boolean): string[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => !name.startsWith(".") && !name.startsWith("_"))
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory())
        return name === "otlp" || (isTop && name === "watchlists") ? [] : filesBelow(path, false);
      if (isTop && beside.has(name)) return [];
      if (historyEndings.test(name)) return [path];
      if (/\.(md|txt)$/i.test(name)) return [];
      throw new BacktestError(
        path,
        "is no file of a history",
        "export as NDJSON, JSON, CSV or Parquet; keep other files elsewhere",
      );
    });
}
