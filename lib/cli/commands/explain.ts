import { Command, Option } from "commander";
import type * as Actions from "../actions/explain";
import type { ExplainRuleOptions } from "../actions/explain";
import type * as TenantActions from "../actions/explain-tenant";
import type { ExplainTenantOptions } from "../actions/explain-tenant";
import { contentOption, ownOption } from "./content-option";
import { withHistoryOptions } from "./history-options";
import { tenantsOption } from "./tenants-option";

/** `agentid explain`: why something did or did not happen. */
export function explainCommand(): Command {
  return new Command("explain")
    .description("show why a rule fires on a history, or does not, and where a tenant's settings come from")
    .addCommand(ruleCommand().exitOverride())
    .addCommand(tenantCommand().exitOverride());
}

const ruleCommand = (): Command =>
  withHistoryOptions(
    new Command("rule")
      .description("walk a rule's operators over a history: rows in, rows out, and the first step that drops them")
      .argument("<id>", "catalogue id, such as AIC-044")
      .requiredOption("--input <dir>", "folder of a history, as for backtest")
      .option("--agent <id>", "follow the rows that hold this id")
      .option("--stack <dir>", "synthesized Terraform of a tenant, instead of the content")
      .addOption(contentOption()),
  )
    .option("--no-cache", "compile every query anew")
    .addOption(new Option("--format <format>", "output").choices(["text", "json", "html"]).default("text"))
    .action((id: string, options: ExplainRuleOptions) =>
      (require("../actions/explain") as typeof Actions).explainRule(id, options),
    );

const tenantCommand = (): Command =>
  new Command("tenant")
    .description("what holds for a tenant, with the file and line each value came from: defaults, ring or its own file")
    .argument("<tenant>", "name of the tenant")
    .argument(
      "[what]",
      "a rule, such as AIC-044, or a setting, such as workspace or response.mode; all settings when left out",
    )
    .addOption(tenantsOption())
    .addOption(contentOption())
    .addOption(ownOption())
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action((tenant: string, what: string | undefined, options: ExplainTenantOptions) =>
      (require("../actions/explain-tenant") as typeof TenantActions).explainTenant(tenant, what, options),
    );
