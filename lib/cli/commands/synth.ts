import { Command } from "commander";
import type * as Actions from "../actions/synth";
import type { SynthOptions } from "../actions/synth";
import { contentOption, ownOption } from "./content-option";
import { selectionOptions } from "./selection-options";
import { tenantsOption } from "./tenants-option";

/** `agentid synth`: Terraform for every tenant. */
export function synthCommand(): Command {
  const command = new Command("synth").description(
    "write Terraform for every tenant, and take out what an earlier synth wrote for tenants that are gone",
  );
  for (const option of selectionOptions()) command.addOption(option);
  return command
    .addOption(tenantsOption())
    .addOption(contentOption())
    .addOption(ownOption())
    .option("--out <dir>", "folder to write to", process.env.CDKTF_OUTDIR ?? "cdktf.out")
    .option(
      "--changed-since <rev>",
      "only tenants that something changed for since a git revision; other stacks stay as they are",
    )
    .option("--no-cache", "analyse every query anew")
    .action((options: SynthOptions) => (require("../actions/synth") as typeof Actions).synth(options));
}
