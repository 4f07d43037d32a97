import { Command, Option } from "commander";
import type * as Actions from "../actions/plan";
import type { PlanOptions } from "../actions/plan";
import { contentOption, ownOption } from "./content-option";
import { selectionOptions } from "./selection-options";
import { tenantsOption } from "./tenants-option";
import { withVolumeOptions } from "./volume-options";

/** `agentid plan`: what would change, in the product's words. */
export function planCommand(): Command {
  const command = new Command("plan").description(
    "what a synth would change: rules that appear, change and go, permissions that are gained and lost, data that goes; writes nothing",
  );
  for (const option of selectionOptions()) command.addOption(option);
  return withVolumeOptions(command)
    .addOption(tenantsOption())
    .addOption(contentOption())
    .addOption(ownOption())
    .option("--against <dir>", "what was synthesized before", "cdktf.out")
    .option("--changed-since <rev>", "only tenants that something changed for since a git revision")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action((options: PlanOptions) => (require("../actions/plan") as typeof Actions).plan(options));
}
