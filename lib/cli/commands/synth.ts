import { Command } from "commander";
import type * as Actions from "../actions/synth";
import { contentOption } from "./content-option";
import { tenantsOption } from "./tenants-option";

export interface SynthOptions {
  readonly tenants: string;
  readonly content: string;
  readonly out: string;
  readonly cache: boolean;
}

/** `agentid synth`: Terraform for every tenant. */
export function synthCommand(): Command {
  return new Command("synth")
    .description("write Terraform for every tenant")
    .addOption(tenantsOption())
    .addOption(contentOption())
    .option("--out <dir>", "folder to write to", "cdktf.out")
    .option("--no-cache", "analyse every query anew")
    .action((options: SynthOptions) => (require("../actions/synth") as typeof Actions).synth(options));
}
