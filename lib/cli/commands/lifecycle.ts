import { Command } from "commander";
import type * as Actions from "../actions/lifecycle";
import type { AdoptOptions, DoctorOptions, LifecycleOptions } from "../actions/lifecycle";
import { contentOption, ownOption } from "./content-option";
import { tenantsOption } from "./tenants-option";

const actions = () => require("../actions/lifecycle") as typeof Actions;

const aboutOne = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .argument("<tenant>", "the tenant")
    .addOption(tenantsOption())
    .addOption(contentOption())
    .addOption(ownOption());

/** `agentid offboard`: leave cleanly. */
export const offboardCommand = (): Command =>
  aboutOne(
    "offboard",
    "write a tenant's stacks without protection, and print what data goes, what stays, and the commands in order",
  )
    .option("--out <dir>", "folder to write to", "cdktf.out")
    .action((tenant: string, options: LifecycleOptions) => actions().offboard(tenant, options));

/** `agentid handover`: a document for the tenant's people. */
export const handoverCommand = (): Command =>
  aboutOne("handover", "print what is deployed for a tenant, who may do what, and how to undo it, as Markdown")
    .option("--out <dir>", "what was synthesized", "cdktf.out")
    .action((tenant: string, options: LifecycleOptions) => actions().handOver(tenant, options));

/** `agentid doctor`: what is missing. */
export const doctorCommand = (): Command =>
  aboutOne(
    "doctor",
    "say what is missing for a tenant, with the command that mends it, from answers that were recorded; exit code 1 when something is",
  )
    .option("--answers <file>", "what the recorded script printed")
    .option("--record", "print the script that asks Azure, instead; it changes nothing", false)
    .action((tenant: string, options: DoctorOptions) => actions().doctor(tenant, options));

/** `agentid adopt`: take over what is there. */
export const adoptCommand = (): Command =>
  aboutOne("adopt", "write import blocks beside a tenant's stack, for what is in Azure already")
    .requiredOption(
      "--existing <file>",
      "what az resource list, or az rest for alertRules, watchlists or tables, prints",
    )
    .option("--out <dir>", "what was synthesized", "cdktf.out")
    .action((tenant: string, options: AdoptOptions) => actions().adopt(tenant, options));
