import { assetPermissions } from "@sentinel-agent-identities/collector/built";
import { appRolesOf, type Content } from "../content";
import { governanceStackName, type Tenant } from "../tenants";
import { type Construct, TerraformStack } from "./cdktf";
import { AttributeDiagnostics, EntraDiagnostics } from "./entra-diagnostics";
import { GovernancePolicy, type GovernanceSwitch } from "./governance-policy";
import { GraphAppRoles, type GraphGrant } from "./graph-app-roles";
import { identityNames } from "./identity-names";
import { MsgraphProvider } from "./msgraph";
import { addProviders, setBackend } from "./stack-settings";

/** Whether a tenant asks for anything that this stack would hold. */
export function needsGovernance({ features, governance }: Tenant): boolean {
  const { entraDiagnostics = false, attributeDiagnostics = false } = features ?? {};
  return entraDiagnostics || attributeDiagnostics || Object.values(governance ?? {}).some(Boolean);
}

/**
 * What concerns the whole Entra tenant, `<tenant>-governance`: a stack of its own, since who deploys it needs rights that
 * nobody needs for the workspace. Deployed after the tenant's other stack, whose workspace and identities it names.
 */
export class GovernanceStack extends TerraformStack {
  constructor(scope: Construct, tenant: Tenant, content: Content) {
    super(scope, governanceStackName(tenant.name));
    addProviders(this, tenant);
    setBackend(this, tenant, governanceStackName(tenant.name));
    if (tenant.features?.entraDiagnostics)
      new EntraDiagnostics(this, "entra-diagnostics", { workspaceId: workspaceId(tenant) });
    if (tenant.features?.attributeDiagnostics)
      new AttributeDiagnostics(this, "attribute-diagnostics", { workspaceId: workspaceId(tenant) });
    const policies = content.governance.filter(({ data }) => tenant.governance?.[data.name]);
    const grants = tenant.governance?.graphAppRoles ? graphGrants(tenant, content) : [];
    if (policies.length + grants.length === 0) return;
    new MsgraphProvider(this, "msgraph", { tenantId: tenant.tenantId });
    new GraphAppRoles(this, "graph", { grants });
    const made = new Map<string, GovernancePolicy>();
    for (const { data: policy } of inOrder(policies))
      made.set(
        policy.name,
        new GovernancePolicy(this, policy.name, {
          policy,
          on: switchOf(tenant.governance![policy.name]!),
          requires: (policy.requires ?? []).map((name) => made.get(name)!),
        }),
      );
  }
}

/** Policies behind those that they need. */
function inOrder(items: Content["governance"]): Content["governance"] {
  const needs = ({ data }: Content["governance"][number]) => data.requires?.length ?? 0;
  return [...items].sort((a, b) => needs(a) - needs(b));
}

function switchOf(
  setting: NonNullable<Tenant["governance"]>[keyof NonNullable<Tenant["governance"]>],
): GovernanceSwitch {
  if (typeof setting === "object") return { state: "reportOnly", blueprints: setting.blueprints };
  return { state: setting === "enforced" ? "enforced" : "reportOnly" };
}

/** Who calls Microsoft Graph, and what for. */
function graphGrants(tenant: Tenant, content: Content): GraphGrant[] {
  const resourceGroupName = tenant.resourceGroup.name;
  const playbooks = content.playbooks
    .filter(({ data: { feature } }) => feature === undefined || tenant.features?.[feature])
    .map(({ data }) => ({
      id: data.id,
      identityName: identityNames.playbook(data.name),
      resourceGroupName,
      roles: appRolesOf(data, tenant.response ?? {}),
    }));
  const collector = { id: "collector", identityName: identityNames.collector("assets"), resourceGroupName };
  return [
    ...playbooks.filter(({ roles }) => roles.length > 0),
    ...(tenant.features?.collector
      ? [{ ...collector, roles: [...assetPermissions.required, ...assetPermissions.optional] }]
      : []),
  ];
}

function workspaceId({ subscriptionId, resourceGroup, workspace }: Tenant): string {
  return (
    workspace.existingWorkspaceId ??
    `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}/providers/Microsoft.OperationalInsights/workspaces/${workspace.name}`
  );
}
