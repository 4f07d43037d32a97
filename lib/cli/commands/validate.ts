import { Command } from "commander";
import type * as Actions from "../actions/validate";
import type { ValidateOptions } from "../actions/validate";
import { contentOption, ownOption } from "./content-option";
import { selectionOptions } from "./selection-options";
import { tenantsOption } from "./tenants-option";

/** `agentid validate`: content and tenant files, without writing anything. */
export function validateCommand(): Command {
  const command = new Command("validate").description("check content and tenant files");
  for (const option of selectionOptions()) command.addOption(option);
  return command
    .addOption(tenantsOption())
    .addOption(contentOption())
    .addOption(ownOption())
    .option("--no-cache", "analyse every query anew")
    .action((options: ValidateOptions) => (require("../actions/validate") as typeof Actions).validate(options));
}
