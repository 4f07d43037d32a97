import { Command } from "commander";
import type * as Actions from "../../actions/workflow/check";

/** `agentid workflow check`: what is wrong with workflows, and where. */
export function workflowCheckCommand(): Command {
  return new Command("check")
    .description("check workflow definitions; one line per finding: file:line:column severity code message (fix)")
    .argument("<files...>", "definitions, workflow resources or deployment templates")
    .option("--strict", "fail on warnings too")
    .action((files: string[], options: { strict?: boolean }) =>
      (require("../../actions/workflow/check") as typeof Actions).check(files, options),
    );
}
