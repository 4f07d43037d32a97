import { Command, Option } from "commander";
import type * as Actions from "../../actions/workflow/run";
import type { RunCommandOptions } from "../../actions/workflow/run";
import { instant } from "../instant";

/** `agentid workflow run`: runs one workflow against answers from a file. */
export function workflowRunCommand(): Command {
  return new Command("run")
    .description("run a workflow against answers from a file; exit code 0 when it succeeded")
    .argument("<file>", "a definition, a workflow resource or a deployment template")
    .requiredOption("--trigger <file>", 'JSON: what the trigger brings, as {"body": …, "headers": …}')
    .requiredOption(
      "--http <file>",
      'JSON: {"answers": [{method, url, status, headers, body, times, failure, callback}]}',
    )
    .option("--parameters <file>", 'JSON: values of the workflow\'s parameters, as {"Name": value}')
    .option("--workflow <name>", "which workflow of a template with several")
    .option("--event <trigger>", "which trigger fires, of a workflow with several")
    .option("--now <iso>", "when the run starts; default 2026-01-01T00:00:00Z", instant)
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action((file: string, options: RunCommandOptions) =>
      (require("../../actions/workflow/run") as typeof Actions).run(file, options),
    );
}
