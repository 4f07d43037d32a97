import type { KqlDatabase } from "../run/database";
import type { TableSchema } from "../types";
import { inferColumns } from "./infer-columns";
import { readRecords } from "./read-records";
import { type FileRecord, KqlInputError } from "./record";

/** Records are inserted in batches of this many, so that memory does not grow with the file. */
const batchSize = 10_000;

/** The schema of a data file's table: as declared, or inferred from all its records. */
export async function schemaOfFile(name: string, path: string, declared?: TableSchema): Promise<TableSchema> {
  return declared ?? { name, columns: await inferColumns(readRecords(path), path.endsWith(".csv")) };
}

/**
 * Creates a table and fills it from a data file.
 * @throws KqlInputError at the first record that does not fit the schema, with its place
 */
export async function loadFile(database: KqlDatabase, schema: TableSchema, path: string): Promise<{ rows: number }> {
  await database.createTable(schema);
  let rows = 0;
  let batch: FileRecord[] = [];
  const flush = async () => {
    const { inserted, rejected } = await database.insert(
      schema.name,
      batch.map((record) => record.data),
    );
    const [first] = rejected;
    if (first) throw new KqlInputError(batch[first.index]!.place, `does not fit ${schema.name}: ${first.message}`);
    rows += inserted;
    batch = [];
  };
  for await (const record of readRecords(path)) {
    batch.push(record);
    if (batch.length === batchSize) await flush();
  }
  await flush();
  return { rows };
}
