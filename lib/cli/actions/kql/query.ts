import { readFileSync } from "node:fs";
import { systemClock } from "@sentinel-agent-identities/clock";
import { compile, KqlAnalyzer, loadFile, schemaOfFile } from "@sentinel-agent-identities/kql";
import type { LimitOptions } from "../../commands/kql/limits";
import { formatResult } from "../../report/query-result";
import type { ResultFormat } from "../../report/result-formats";
import { UsageError } from "../../usage-error";
import { openLimited } from "./open-limited";
import { readKqlSchema } from "./read-schema";

export interface TableFile {
  readonly name: string;
  readonly file: string;
}

export interface QueryOptions extends LimitOptions {
  readonly text?: string;
  readonly query?: string;
  readonly table: readonly TableFile[];
  readonly schema?: string;
  readonly now?: Date;
  readonly format: ResultFormat;
}

/** Runs a query over files, and prints its rows. */
export async function query(options: QueryOptions): Promise<void> {
  const text = options.text ?? (options.query === undefined ? undefined : readFileSync(options.query, "utf8"));
  if (text === undefined) throw new UsageError("give the query with --text or --query");
  const database = await openLimited(options);
  try {
    const schema = readKqlSchema(options.schema);
    const loaded = [];
    for (const { name, file } of options.table) {
      const table = await schemaOfFile(
        name,
        file,
        schema.tables.find((t) => t.name === name),
      );
      await loadFile(database, table, file);
      loaded.push(table);
    }
    const analysis = new KqlAnalyzer(schema)
      .withSchema({ tables: loaded })
      .analyze(text, options.query ? { file: options.query } : {});
    const compiled = compile(analysis);
    for (const name of analysis.tables) {
      if (!loaded.some((t) => t.name === name)) await database.createTable(schema.tables.find((t) => t.name === name)!);
    }
    console.log(
      formatResult(await database.query(compiled, { now: options.now ?? systemClock.now() }), options.format),
    );
  } finally {
    database.close();
  }
}
