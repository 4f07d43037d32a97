import { Command } from "commander";
import type * as Actions from "../../actions/kql/check";
import type { CheckOptions } from "../../actions/kql/check";
import { schemaOption } from "./schema-option";

/** `agentid kql check`: what is wrong with queries, and where. */
export function kqlCheckCommand(): Command {
  return new Command("check")
    .description("analyse KQL files; one line per finding: file:line:column severity code message")
    .argument("<files...>", "files that hold one query each")
    .addOption(schemaOption())
    .action((files: string[], options: CheckOptions) =>
      (require("../../actions/kql/check") as typeof Actions).check(files, options),
    );
}
