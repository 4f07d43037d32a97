import { Command, Option } from "commander";
import type * as Actions from "../actions/check";
import type { CheckCommandOptions } from "../actions/check";
import { contentOption, ownOption } from "./content-option";
import { instant } from "./instant";
import { selectionOptions } from "./selection-options";
import { tenantsOption } from "./tenants-option";

/** `agentid check`: what an auditor would say about Terraform. */
export function checkCommand(): Command {
  const command = new Command("check")
    .description(
      "hold synthesized Terraform, or plans, to the policy pack; exit code 1 when something is found that nobody waived",
    )
    .argument(
      "[path]",
      "cdktf.out, one stack's folder, a configuration in JSON, or what terraform show -json prints of a plan",
      "cdktf.out",
    );
  for (const option of selectionOptions()) command.addOption(option);
  return command
    .addOption(tenantsOption())
    .addOption(contentOption())
    .addOption(ownOption())
    .option("--config <file>", "own checks and settings", "agentid.json")
    .addOption(
      new Option("--profile <profile>", "private: services answer on private endpoints only").choices([
        "standard",
        "private",
      ]),
    )
    .option("--now <iso>", "the day by which waivers end; default: today", instant)
    .option("--list", "print the checks, and check nothing")
    .addOption(new Option("--format <format>", "output").choices(["text", "json", "sarif"]).default("text"))
    .action((path: string, options: CheckCommandOptions) =>
      (require("../actions/check") as typeof Actions).check(path, options),
    );
}
