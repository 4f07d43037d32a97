import { BacktestError } from "../errors";
import { openCsv } from "./forms/csv";
import { openJson } from "./forms/json";
import { openNdjson } from "./forms/ndjson";
import { openParquet } from "./forms/parquet";
import type { OpenedFile } from "./record";
import { beginningOf } from "./text";

/** What files of a history are named. */
export const historyEndings = /\.(ndjson|jsonl|json|csv)(\.gz)?$|\.parquet$/i;

/**
 * Opens a file as what it holds: its ending says whether it is Parquet or CSV; JSON tells by its beginning what it is.
 * @throws BacktestError for a file of another kind
 */
export async function openFile(path: string): Promise<OpenedFile> {
  if (/\.parquet$/i.test(path)) return openParquet(path);
  const beginning = beginningOf(path);
  if (beginning.startsWith("PAR1")) return openParquet(path);
  if (/\.csv(\.gz)?$/i.test(path)) return openCsv(path);
  if (!historyEndings.test(path))
    throw new BacktestError(
      path,
      "is no file of a history",
      "name it .ndjson, .json, .csv (each also .gz) or .parquet",
    );
  return isLines(beginning) ? openNdjson(path) : openJson(path);
}

/** A first line that is a whole object is one of many, unless it is an answer of the query API on one line. */
function isLines(beginning: string): boolean {
  const text = beginning.trimStart();
  if (text === "") return true;
  if (!text.startsWith("{")) return !text.startsWith("[");
  const end = text.indexOf("\n");
  if (/^\{\s*"(tables|error)"/i.test(text)) return false;
  if (end < 0) return true;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    // One object over many lines, or a first line that is broken: which, its second line tells.
    return !/^\{\s*$/.test(text.slice(0, end));
  }
}
