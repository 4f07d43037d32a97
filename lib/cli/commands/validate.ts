import { Command } from "commander";
import type * as Actions from "../actions/validate";
import { contentOption } from "./content-option";
import { tenantsOption } from "./tenants-option";

export interface ValidateOptions {
  readonly tenants: string;
  readonly content: string;
  readonly cache: boolean;
}

/** `agentid validate`: content and tenant files, without writing anything. */
export function validateCommand(): Command {
  return new Command("validate")
    .description("check content and tenant files")
    .addOption(tenantsOption())
    .addOption(contentOption())
    .option("--no-cache", "analyse every query anew")
    .action((options: ValidateOptions) => (require("../actions/validate") as typeof Actions).validate(options));
}
