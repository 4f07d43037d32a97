import type { Tenant } from "../tenants";
import { type Construct, TerraformStack } from "./cdktf";
import { EntraDiagnostics } from "./entra-diagnostics";
import { addProviders, setBackend } from "./stack-settings";

/** Whether a tenant asks for anything that this stack would hold. */
export function needsGovernance({ features }: Tenant): boolean {
  return features?.entraDiagnostics ?? false;
}

/**
 * What concerns the whole Entra tenant, `<tenant>-governance`: a stack of its own, since who deploys it needs rights that
 * nobody needs for the workspace. Deployed after the tenant's other stack, whose workspace it names by its ARM id.
 */
export class GovernanceStack extends TerraformStack {
  constructor(scope: Construct, tenant: Tenant) {
    super(scope, `${tenant.name}-governance`);
    addProviders(this, tenant);
    setBackend(this, tenant, `${tenant.name}-governance`);
    if (tenant.features?.entraDiagnostics)
      new EntraDiagnostics(this, "entra-diagnostics", { workspaceId: workspaceId(tenant) });
  }
}

function workspaceId({ subscriptionId, resourceGroup, workspace }: Tenant): string {
  return (
    workspace.existingWorkspaceId ??
    `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}/providers/Microsoft.OperationalInsights/workspaces/${workspace.name}`
  );
}
