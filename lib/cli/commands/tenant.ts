import { Command, Option } from "commander";
import type * as Actions from "../actions/tenant";
import type { TenantAddOptions, TenantListOptions, TenantOptions } from "../actions/tenant";
import { contentOption, ownOption } from "./content-option";
import { tenantsOption } from "./tenants-option";

/** `agentid tenant`: the files of tenants. */
export function tenantCommand(): Command {
  return new Command("tenant")
    .description("add, list and remove tenants")
    .addCommand(addCommand().exitOverride())
    .addCommand(listCommand().exitOverride())
    .addCommand(removeCommand().exitOverride());
}

const actions = () => require("../actions/tenant") as typeof Actions;
const withFolders = (command: Command): Command =>
  command.addOption(tenantsOption()).addOption(contentOption()).addOption(ownOption());

const addCommand = (): Command =>
  withFolders(new Command("add"))
    .description("write a tenant's file of at most ten lines; nothing is written that would not be valid")
    .argument("<name>", "the stack's name: lower-case letters, digits and hyphens")
    .requiredOption("--tenant-id <id>", "the Microsoft Entra tenant: az account show --query tenantId")
    .requiredOption("--subscription-id <id>", "the Azure subscription: az account show --query id")
    .option("--location <region>", "Azure region; default: what the defaults or the ring say, else westeurope")
    .option("--ring <name>", "a ring of rings.yaml")
    .option(
      "--resource-group <name>",
      "resource group to make; default: what the defaults say, else rg-agent-identities",
    )
    .option("--workspace <name>", "workspace to make; default: what the defaults say, else law-agent-identities")
    .option("--sentinel-object-id <id>", "az ad sp show --id 98785600-1bb7-4fb9-b9fa-19afe2c8a360 --query id")
    .option("--owner <who>", "who answers for its resources: the tag owner")
    .action((name: string, options: TenantAddOptions) => actions().addTenant(name, options));

const listCommand = (): Command =>
  withFolders(new Command("list"))
    .description("print the tenants, with ring, region and what playbooks may do")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .action((options: TenantListOptions) => actions().listTenants(options));

const removeCommand = (): Command =>
  withFolders(new Command("remove"))
    .description("delete a tenant's file; what is deployed stays until agentid offboard has taken it away")
    .argument("<name>", "the tenant")
    .option("--yes", "what it deployed is gone, or is to stay unmanaged", false)
    .action((name: string, options: TenantOptions & { readonly yes: boolean }) =>
      actions().removeTenant(name, options),
    );
