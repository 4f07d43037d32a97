import { Command } from "commander";
import type * as Actions from "../actions/drift";
import type { DriftCommandOptions } from "../actions/drift";
import { stackOption } from "./stack-option";

/** `agentid drift`: whether what is deployed says what the source says. */
export function driftCommand(): Command {
  return new Command("drift")
    .description(
      "compare what is deployed with the synthesized Terraform: every resource, and analytics rules however somebody wrote them; one line per difference, exit code 1 when there is any",
    )
    .requiredOption(
      "--state <file>",
      "what terraform show -json prints after a refresh, or the rules alone as az rest --method get prints them",
    )
    .addOption(stackOption())
    .action((options: DriftCommandOptions) => (require("../actions/drift") as typeof Actions).drift(options));
}
