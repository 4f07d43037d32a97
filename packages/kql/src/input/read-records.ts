import { readCsv } from "./csv";
import { readNdjson } from "./ndjson";
import { readParquet } from "./parquet";
import { type FileRecord, KqlInputError } from "./record";

/** Endings of the data files that can be read. */
export const dataFileEndings = [".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz", ".csv", ".parquet"] as const;

/**
 * Records of a data file, by its ending. Read as a stream: memory does not grow with the file.
 * @throws KqlInputError for another ending, or a record that cannot be read
 */
export function readRecords(path: string): AsyncIterable<FileRecord> {
  if (path.endsWith(".csv")) return readCsv(path);
  if (path.endsWith(".parquet")) return readParquet(path);
  if (/\.(ndjson|jsonl)(\.gz)?$/.test(path)) return readNdjson(path);
  throw new KqlInputError(path, "is no data file", `its name must end in one of: ${dataFileEndings.join(", ")}`);
}
