import { Command, Option } from "commander";
import type * as Actions from "../actions/cost";
import type { CostOptions } from "../actions/cost";
import { contentOption, ownOption } from "./content-option";
import { tenantsOption } from "./tenants-option";
import { withVolumeOptions } from "./volume-options";

/** `agentid cost`: what a tenant's tables and rules come to. */
export function costCommand(): Command {
  return withVolumeOptions(
    new Command("cost")
      .description("say what a tenant's ingestion and retention come to in a month, and what its rules read")
      .argument("<tenant>", "the tenant")
      .addOption(tenantsOption())
      .addOption(contentOption())
      .addOption(ownOption())
      .option("--out <dir>", "what was synthesized", "cdktf.out"),
  )
    .option("--record", "print the lines that get usage.json and prices.json, instead", false)
    .option("--currency <code>", "of those prices", "USD")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action((tenant: string, options: CostOptions) =>
      (require("../actions/cost") as typeof Actions).cost(tenant, options),
    );
}
