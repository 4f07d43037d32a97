import type * as DuckDB from "@duckdb/node-api";
import { type FileRecord, KqlInputError } from "./record";

/** Records of a Parquet file; absent values are left out. Read as a stream. */
export async function* readParquet(path: string): AsyncIterable<FileRecord> {
  const { DuckDBInstance } = require("@duckdb/node-api") as typeof DuckDB;
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    const result = await connection.stream("SELECT to_json(r)::VARCHAR FROM read_parquet(?) r", [path]);
    let number = 0;
    for await (const rows of result.yieldRows()) {
      for (const [json] of rows) {
        number++;
        const text = json as string;
        yield { data: withoutNulls(JSON.parse(text)), place: `${path}:${number}`, bytes: Buffer.byteLength(text) };
      }
    }
  } catch (error) {
    throw new KqlInputError(path, `cannot be read as Parquet: ${(error as Error).message.split("\n")[0]}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function withoutNulls(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
