import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { systemClock } from "../../../clock";
import { compile, KqlAnalyzer, loadFile, schemaOfFile } from "../../../kql";
import { UsageError } from "../../expected-error";
import { formatResult, type ResultFormat, resultFormats } from "../../report/query-result";
import { instant } from "../instant";
import { type LimitOptions, openLimited, withLimits } from "./limits";
import { readKqlSchema, schemaHelp } from "./schema-option";

interface Options extends LimitOptions {
  readonly text?: string;
  readonly query?: string;
  readonly table: readonly TableFile[];
  readonly schema?: string;
  readonly now?: Date;
  readonly format: ResultFormat;
}

interface TableFile {
  readonly name: string;
  readonly file: string;
}

/** `agentid kql query`: runs one query over data files. */
export function kqlQueryCommand(): Command {
  const command = new Command("query")
    .description("run a KQL query over data files")
    .addOption(new Option("--text <kql>", "the query").conflicts("query"))
    .option("--query <file>", "file that holds the query")
    .option("--table <name=file>", "a table and its NDJSON[.gz], CSV or Parquet file; may be repeated", tableFile, [])
    .option("--schema <file>", `${schemaHelp}. Columns of a table it does not name are inferred`)
    .option("--now <iso>", "what now() returns; default: the current time", instant)
    .addOption(new Option("--format <format>", "output").choices(resultFormats).default("table"));
  return withLimits(command).action(async (options: Options) => {
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
      const query = compile(analysis);
      for (const name of analysis.tables) {
        if (!loaded.some((t) => t.name === name))
          await database.createTable(schema.tables.find((t) => t.name === name)!);
      }
      console.log(formatResult(await database.query(query, { now: options.now ?? systemClock.now() }), options.format));
    } finally {
      database.close();
    }
  });
}

function tableFile(value: string, earlier: readonly TableFile[]): TableFile[] {
  const match = /^(\w+)=(.+)$/.exec(value);
  if (!match) throw new InvalidArgumentError("write NAME=FILE, such as AuditLogs=audit.ndjson");
  return [...earlier, { name: match[1]!, file: match[2]! }];
}
