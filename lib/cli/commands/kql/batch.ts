import { Command } from "commander";
import { systemClock } from "../../../clock";
import { compile, KqlAnalyzer, KqlInputError, type QueryResult, readRecords } from "../../../kql";
import { jsonOf } from "../../report/query-result";
import { instant } from "../instant";
import { describeError } from "./describe-error";
import { type LimitOptions, openLimited, withLimits } from "./limits";
import { readKqlSchema, schemaHelp } from "./schema-option";

/** `agentid kql batch`: many queries, one answer line each. */
export function kqlBatchCommand(): Command {
  const command = new Command("batch")
    .description("run the queries of a JSONL file; one line each: {id, columns, rows} or {id, error}")
    .argument("<file>", "lines of {id, query}; .jsonl or .ndjson, also gzipped")
    .option("--schema <file>", schemaHelp)
    .option("--now <iso>", "what now() returns; default: the current time", instant);
  return withLimits(command).action(async (file: string, options: LimitOptions & { schema?: string; now?: Date }) => {
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
  });
}
