import { systemClock } from "@sentinel-agent-identities/clock";
import { compile, KqlAnalyzer, KqlInputError, type QueryResult, readRecords } from "@sentinel-agent-identities/kql";
import type { LimitOptions } from "../../commands/kql/limits";
import { jsonOf } from "../../report/query-result";
import { describeError } from "./describe-error";
import { openLimited } from "./open-limited";
import { readKqlSchema } from "./read-schema";

export interface BatchOptions extends LimitOptions {
  readonly schema?: string;
  readonly now?: Date;
}

/** Runs the queries of a file, and prints an answer for each. */
export async function batch(file: string, options: BatchOptions): Promise<void> {
  const now = options.now ?? systemClock.now();
  const schema = readKqlSchema(options.schema);
  const analyzer = new KqlAnalyzer(schema);
  const database = await openLimited(options);
  try {
    const run = async (text: string): Promise<QueryResult> => {
      const analysis = analyzer.analyze(text);
      const query = compile(analysis);
      for (const name of analysis.tables) await database.createTable(schema.tables.find((t) => t.name === name)!);
      return database.query(query, { now });
    };
    for await (const { data, place } of readRecords(file)) {
      const { id, query } = data;
      if (typeof query !== "string")
        throw new KqlInputError(place, "has no query", 'write {"id": ..., "query": "..."}');
      console.log(jsonOf({ id, ...(await run(query).catch((error: Error) => ({ error: describeError(error) }))) }));
    }
  } finally {
    database.close();
  }
}
