import { readRecords } from "@sentinel-agent-identities/kql";
import { BacktestError } from "../../errors";
import type { OpenedFile, RawRecord } from "../record";
import { firstBytes } from "../text";

/**
 * A Parquet file, read by DuckDB as a stream.
 * @throws BacktestError for a file that is none, or that was cut off: its directory stands at its end
 */
export function openParquet(path: string): OpenedFile {
  if (firstBytes(path).toString("latin1", 0, 4) !== "PAR1")
    throw new BacktestError(
      path,
      "is named .parquet and is no Parquet file",
      "write it again, or name it after what it is",
    );
  return { form: { name: "Parquet", textual: false }, rows: () => rowsOf(path) };
}

async function* rowsOf(path: string): AsyncGenerator<RawRecord> {
  let line = 0;
  try {
    for await (const { data, bytes } of readRecords(path)) yield { data, line: ++line, column: 1, bytes };
  } catch (error) {
    throw new BacktestError(
      path,
      `cannot be read as Parquet: ${(error as Error).message.split("\n")[0]}`,
      "a file that was cut off has lost its directory, which stands at the end: export it again",
    );
  }
}
