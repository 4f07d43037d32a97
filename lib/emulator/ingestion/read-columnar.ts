import { DuckDBInstance } from "@duckdb/node-api";
import { EmulatorError } from "../errors";
import type { InputRow } from "./input-row";

const readers = { csv: "read_csv(?, header = true, all_varchar = true)", parquet: "read_parquet(?)" } as const;

/**
 * Rows of a CSV file (with a header; values are text, typed by the table they go to) or a Parquet file.
 * @throws EmulatorError when the file cannot be read
 */
export async function* readColumnar(path: string, format: keyof typeof readers): AsyncIterable<InputRow> {
  const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false" });
  const connection = await instance.connect();
  try {
    const result = await connection.stream(`SELECT to_json(r)::VARCHAR FROM ${readers[format]} r`, [path]);
    let number = format === "csv" ? 1 : 0;
    for await (const rows of result.yieldRows()) {
      for (const [json] of rows) {
        number++;
        const text = json as string;
        yield { data: withoutNulls(JSON.parse(text)), place: `${path}:${number}`, bytes: Buffer.byteLength(text) };
      }
    }
  } catch (error) {
    throw new EmulatorError(path, `cannot be read as ${format}: ${(error as Error).message.split("\n")[0]}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function withoutNulls(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
