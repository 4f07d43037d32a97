import { type Problem, suggestFrom } from "../../content";
import type { LayeredSource } from "../layers/layered-source";
import type { Tenant } from "../tenant";

/** A tenant with where its values were written. */
export interface Placed {
  readonly tenant: Tenant;
  readonly source: LayeredSource;
}

/** What tenants cannot have in common, whatever their ids: a name, a resource group, a workspace, one Entra tenant's policies. */
export function togetherProblems(all: readonly Placed[]): Problem[] {
  return all.flatMap((one, i) => {
    const before = all.slice(0, i);
    return [
      ...sameName(one, before),
      ...samePlace(one, before),
      ...sameTenant(one, all),
      ...sameGovernance(one, before),
    ];
  });
}

function sameName({ tenant, source }: Placed, before: readonly Placed[]): Problem[] {
  const other = before.find((one) => one.tenant.name === tenant.name);
  if (!other) return [];
  return [
    source.problem(["name"], "tenant/duplicate", `another file already describes the tenant "${tenant.name}"`, {
      suggestion: `${other.source.file} does; give this tenant its own name, which names its stack and its state`,
    }),
  ];
}

function samePlace({ tenant, source }: Placed, before: readonly Placed[]): Problem[] {
  const group = ({ subscriptionId, resourceGroup }: Tenant) => `${subscriptionId}/${resourceGroup.name}`.toLowerCase();
  const workspace = ({ workspace: { existingWorkspaceId } }: Tenant) => existingWorkspaceId?.toLowerCase();
  // Of files with one name, the name is what is wrong.
  const others = before.filter((one) => one.tenant.name !== tenant.name);
  const inGroup = others.find((one) => group(one.tenant) === group(tenant));
  const inWorkspace = others.find(
    (one) => workspace(tenant) !== undefined && workspace(one.tenant) === workspace(tenant),
  );
  if (inWorkspace)
    return [
      source.problem(
        ["workspace", "existingWorkspaceId"],
        "tenant/same-place",
        `${inWorkspace.tenant.name} deploys to this workspace already`,
        {
          suggestion: "give each tenant its own workspace: two deployments would overwrite each other's rules",
        },
      ),
    ];
  if (inGroup)
    return [
      source.problem(
        ["resourceGroup", "name"],
        "tenant/same-place",
        `${inGroup.tenant.name} deploys to this resource group already`,
        {
          suggestion: "give each tenant its own: names of resources follow from the group's",
        },
      ),
    ];
  return [];
}

function sameTenant({ tenant, source }: Placed, all: readonly Placed[]): Problem[] {
  const { sameTenantAs } = tenant;
  if (sameTenantAs === undefined) return [];
  const names = all.map((one) => one.tenant.name).filter((name) => name !== tenant.name);
  const other = all.find((one) => one.tenant.name === sameTenantAs && one.tenant.name !== tenant.name);
  if (!other)
    return [
      source.problem(["sameTenantAs"], "tenant/same-tenant", `there is no other tenant "${sameTenantAs}"`, {
        suggestion: names.length > 0 ? suggestFrom(sameTenantAs, names) : "remove sameTenantAs",
      }),
    ];
  if (other.tenant.tenantId.toLowerCase() === tenant.tenantId.toLowerCase()) return [];
  return [
    source.problem(
      ["sameTenantAs"],
      "tenant/same-tenant",
      `${sameTenantAs} is in another Entra tenant, ${other.tenant.tenantId}`,
      {
        suggestion: "remove sameTenantAs, or correct tenantId",
      },
    ),
  ];
}

function sameGovernance({ tenant, source }: Placed, before: readonly Placed[]): Problem[] {
  const on = ({ governance = {} }: Tenant) =>
    Object.entries(governance).flatMap(([key, value]) => (value && key !== "graphAppRoles" ? [key] : []));
  const other = before.find(
    (one) =>
      one.tenant.name !== tenant.name &&
      one.tenant.tenantId.toLowerCase() === tenant.tenantId.toLowerCase() &&
      on(one.tenant).length > 0,
  );
  if (!other) return [];
  return on(tenant).map((key) =>
    source.problem(
      ["governance", key],
      "tenant/governance",
      `${other.tenant.name} holds the policies of this Entra tenant already`,
      {
        atKey: true,
        suggestion: "keep them in one file: a tenant has one of each",
      },
    ),
  );
}
