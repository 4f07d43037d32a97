import type { Tenant } from "../../lib/tenants";

/** A thing that a tenant can ask for, and the smallest setting that asks for it. */
export interface Part {
  /** as a tenant file writes it */
  readonly name: string;
  readonly settings: Partial<Tenant>;
}

const some = "00000000-0000-4000-8000-000000000000";

/** What asks for nothing that is optional. */
export const least: Tenant = {
  name: "least",
  tenantId: some,
  subscriptionId: some,
  location: "westeurope",
  resourceGroup: { name: "rg" },
  workspace: { name: "workspace" },
};

const scope = `/subscriptions/${some}/resourceGroups/workloads`;
const subnetId = `/subscriptions/${some}/resourceGroups/network/providers/Microsoft.Network/virtualNetworks/v/subnets/s`;

/** Everything optional, one at a time. */
export const parts: readonly Part[] = [
  { name: "`sentinelServicePrincipalObjectId`", settings: { sentinelServicePrincipalObjectId: some } },
  { name: "`senders`", settings: { senders: [{ name: "sender", principalId: some, everyAgent: true }] } },
  { name: "`response.mode` Approve or Auto", settings: { response: { mode: "Approve", approvers: [some] } } },
  { name: "`response.workflowScopes`", settings: { response: { workflowScopes: [scope] } } },
  {
    name: "`externalAgentEndpoints`",
    settings: { externalAgentEndpoints: { AWS: "https://agents.contoso.com/responses" } },
  },
  { name: "`protocolArchive`", settings: { features: { protocolArchive: true } } },
  { name: "`graphReadFilter`", settings: { features: { graphReadFilter: true } } },
  { name: "`classicFreeze`", settings: { features: { classicFreeze: true } } },
  { name: "`collector`", settings: { features: { collector: true } } },
  {
    name: "`collector.network`",
    settings: { features: { collector: true }, collector: { network: { subnetId } } },
  },
  { name: "`entraDiagnostics`", settings: { features: { entraDiagnostics: true } } },
  { name: "`attributeDiagnostics`", settings: { features: { attributeDiagnostics: true } } },
  {
    name: "`delegation`",
    settings: {
      delegation: {
        managingTenantId: "00000000-0000-4000-8000-000000000001",
        read: { groups: [{ id: some, name: "SOC" }] },
      },
    },
  },
  { name: "`governance.graphAppRoles`", settings: { governance: { graphAppRoles: true } } },
  { name: "`governance.attributeSet`", settings: { governance: { attributeSet: true } } },
  { name: "`governance.quarantine`", settings: { governance: { attributeSet: true, quarantine: "reportOnly" } } },
  { name: "`governance.agentRisk`", settings: { governance: { agentRisk: "reportOnly" } } },
  { name: "`governance.breakGlass`", settings: { governance: { breakGlass: "reportOnly" } } },
  { name: "`governance.credentialLifetime`", settings: { governance: { credentialLifetime: { blueprints: [some] } } } },
];
