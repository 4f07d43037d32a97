import { Command } from "commander";
import type * as Actions from "../../actions/kql/batch";
import type { BatchOptions } from "../../actions/kql/batch";
import { instant } from "../instant";
import { withLimits } from "./limits";
import { schemaOption } from "./schema-option";

/** `agentid kql batch`: many queries, one answer line each. */
export function kqlBatchCommand(): Command {
  const command = new Command("batch")
    .description("run the queries of a JSONL file; one line each: {id, columns, rows} or {id, error}")
    .argument("<file>", "lines of {id, query}; .jsonl or .ndjson, also gzipped")
    .addOption(schemaOption())
    .option("--now <iso>", "what now() returns; default: the current time", instant);
  return withLimits(command).action((file: string, options: BatchOptions) =>
    (require("../../actions/kql/batch") as typeof Actions).batch(file, options),
  );
}
