import { relative, sep } from "node:path";
import { dump } from "js-yaml";
import { packageRoot } from "../../package";

/** What a new tenant's file says; what is left out comes from the defaults. */
export interface NewTenant {
  readonly name: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly ring?: string;
  readonly location?: string;
  readonly resourceGroup?: string;
  readonly workspace?: string;
  readonly sentinelServicePrincipalObjectId?: string;
  /** who answers for its resources: a tag of all of them */
  readonly owner?: string;
}

/**
 * The text of a tenant's file.
 * @param folder that it is for: editors find the schema from there
 * @param comment line about it, where there is something to say
 */
export function tenantText(tenant: NewTenant, folder: string, comment?: string): string {
  const { name, ring, tenantId, subscriptionId, location, resourceGroup, workspace, sentinelServicePrincipalObjectId } =
    tenant;
  const settings = Object.entries({ name, ring, tenantId, subscriptionId, location, sentinelServicePrincipalObjectId })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => dump({ [key]: value }));
  const places = Object.entries({ resourceGroup, workspace })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: { name: ${dump(value).trim()} }\n`);
  const tags = tenant.owner === undefined ? "" : `tags: { owner: ${dump(tenant.owner).trim()} }\n`;
  return `# yaml-language-server: $schema=${schemaFrom(folder)}\n${comment ? `# ${comment}\n` : ""}${settings.join("")}${places.join("")}${tags}`;
}

/** From an installed package by its name: the path it is linked from may be anywhere. */
function schemaFrom(folder: string, file = "tenant.schema.json"): string {
  const root = packageRoot();
  const installed = root.split(sep).lastIndexOf("node_modules");
  const path = installed < 0 ? relative(folder, root) : ["..", ...root.split(sep).slice(installed)].join("/");
  return `${path.split(sep).join("/")}/schemas/${file}`;
}
