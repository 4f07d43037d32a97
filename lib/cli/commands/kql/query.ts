import { Command, InvalidArgumentError, Option } from "commander";
import type * as Actions from "../../actions/kql/query";
import type { QueryOptions, TableFile } from "../../actions/kql/query";
import { resultFormats } from "../../report/result-formats";
import { instant } from "../instant";
import { withLimits } from "./limits";
import { schemaOption } from "./schema-option";

/** `agentid kql query`: runs one query over data files. */
export function kqlQueryCommand(): Command {
  const command = new Command("query")
    .description("run a KQL query over data files")
    .addOption(new Option("--text <kql>", "the query").conflicts("query"))
    .option("--query <file>", "file that holds the query")
    .option("--table <name=file>", "a table and its NDJSON[.gz], CSV or Parquet file; may be repeated", tableFile, [])
    .addOption(schemaOption(". Columns of a table it does not name are inferred"))
    .option("--now <iso>", "what now() returns; default: the current time", instant)
    .addOption(new Option("--format <format>", "output").choices(resultFormats).default("table"));
  return withLimits(command).action((options: QueryOptions) =>
    (require("../../actions/kql/query") as typeof Actions).query(options),
  );
}

function tableFile(value: string, earlier: readonly TableFile[]): TableFile[] {
  const match = /^(\w+)=(.+)$/.exec(value);
  if (!match) throw new InvalidArgumentError("write NAME=FILE, such as AuditLogs=audit.ndjson");
  return [...earlier, { name: match[1]!, file: match[2]! }];
}
