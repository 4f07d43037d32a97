import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Table from "cli-table3";
import { cacheFolder, WorkCache } from "../../cache";
import { formatProblem } from "../../content";
import { readTenants, sharedSettings, tenantText } from "../../tenants";
import type { ContentOptions } from "../commands/content-option";
import { UsageError } from "../usage-error";
import { contentToRead } from "./content";

/** Where tenants are described. */
export interface TenantOptions extends ContentOptions {
  readonly tenants: string;
}

export interface TenantAddOptions extends TenantOptions {
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly location?: string;
  readonly ring?: string;
  readonly resourceGroup?: string;
  readonly workspace?: string;
  readonly sentinelObjectId?: string;
  readonly owner?: string;
}

export interface TenantListOptions extends TenantOptions {
  readonly format: "text" | "json";
}

/** Writes a tenant's file; takes it away again where it is not valid beside the others. */
export function addTenant(name: string, options: TenantAddOptions): void {
  const { tenants: folder, tenantId, subscriptionId, ring } = options;
  const files = [`${name}.yaml`, `${name}.yml`].map((file) => join(folder, file));
  const there = files.find(existsSync);
  if (there) throw new UsageError(`${there} is there already: edit it, or choose another name`);
  if (["defaults", "rings"].includes(name))
    throw new UsageError(`${name}.yaml is what tenants share: choose another name`);
  const shared = existsSync(folder) ? sharedSettings(folder, ring) : {};
  const text = tenantText(
    {
      name,
      ring,
      tenantId,
      subscriptionId,
      location: options.location ?? (shared.location === undefined ? "westeurope" : undefined),
      resourceGroup: options.resourceGroup ?? (shared.resourceGroup === undefined ? "rg-agent-identities" : undefined),
      workspace: options.workspace ?? (shared.workspace === undefined ? "law-agent-identities" : undefined),
      sentinelServicePrincipalObjectId: options.sentinelObjectId,
      owner: options.owner,
    },
    folder,
  );
  mkdirSync(folder, { recursive: true });
  const file = files[0]!;
  writeFileSync(file, text);
  try {
    const { warnings } = readTenants(folder, contentToRead(options, new WorkCache(cacheFolder())), { tenants: [name] });
    for (const warning of warnings) console.error(formatProblem(warning));
  } catch (error) {
    rmSync(file);
    throw error;
  }
  console.log(`${file}\nnext: agentid plan --tenant ${name}, then agentid synth --tenant ${name}`);
}

/** Prints the tenants. */
export function listTenants(options: TenantListOptions): void {
  const { tenants } = readTenants(options.tenants, contentToRead(options, new WorkCache(cacheFolder())));
  const rows = tenants.map(({ tenant, own }) => ({
    name: tenant.name,
    ring: tenant.ring,
    location: tenant.location,
    tenantId: tenant.tenantId,
    subscriptionId: tenant.subscriptionId,
    responseMode: tenant.response?.mode ?? "DryRun",
    version: tenant.content?.version,
    file: own.source.file,
  }));
  if (options.format === "json") {
    console.log(JSON.stringify({ tenants: rows }, null, 2));
    return;
  }
  const table = new Table({
    head: ["tenant", "ring", "region", "Entra tenant", "responses", "held at", "file"],
    style: { head: [], border: [] },
  });
  for (const row of rows)
    table.push([row.name, row.ring ?? "–", row.location, row.tenantId, row.responseMode, row.version ?? "–", row.file]);
  console.log(table.toString());
}

/** Deletes a tenant's file. */
export function removeTenant(name: string, options: TenantOptions & { readonly yes: boolean }): void {
  const { tenants } = readTenants(options.tenants, contentToRead(options, new WorkCache(cacheFolder())), {
    tenants: [name],
  });
  const { file } = tenants[0]!.own.source;
  if (!options.yes)
    throw new UsageError(
      `what ${name} deployed stays in Azure, and nothing manages it once ${file} is gone: run agentid offboard ${name} first, then pass --yes`,
    );
  rmSync(file);
  console.log(`removed ${file}; the next agentid synth takes its stacks out of cdktf.out`);
}
