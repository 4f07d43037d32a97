import { SentinelWorkspace } from "../../../lib/constructs";
import type { Construct } from "../../../lib/constructs/cdktf";
import type { DetectionSpec, TableSpec, WatchlistSpec } from "../../../lib/content";
import type { Tenant } from "../../../lib/tenants";

export { shipped } from "../../shared/content";

export const subscriptionId = "11111111-1111-4111-8111-111111111111";
export const tenantId = "22222222-2222-4222-8222-222222222222";
export const place = { location: "westeurope", resourceGroupName: "rg-soc" };
export const resourceGroupId = `/subscriptions/${subscriptionId}/resourceGroups/rg-soc`;
export const existingWorkspaceId = `${resourceGroupId}/providers/Microsoft.OperationalInsights/workspaces/law-soc`;

/** A tenant with the required settings and nothing else. */
export const tenant: Tenant = {
  name: "fabrikam",
  tenantId,
  subscriptionId,
  location: "westeurope",
  resourceGroup: { name: "rg-soc" },
  workspace: { name: "law-soc" },
};

/** A new workspace with Sentinel. */
export function newWorkspace(scope: Construct): SentinelWorkspace {
  return new SentinelWorkspace(scope, "workspace", { ...place, name: "law-soc" });
}

/** A workspace that exists already. */
export function existingWorkspace(scope: Construct): SentinelWorkspace {
  return new SentinelWorkspace(scope, "workspace", { ...place, existingWorkspaceId });
}

export const table: TableSpec = {
  name: "Thing_CL",
  description: "Things",
  plan: "Analytics",
  columns: [
    { name: "TimeGenerated", type: "datetime" },
    { name: "Id", type: "guid" },
    { name: "Text", type: "string", description: "what it says" },
  ],
};

export const stream = {
  name: "Custom-Thing",
  description: "Things as sent",
  columns: [
    { name: "TimeGenerated", type: "datetime" as const },
    { name: "Text", type: "string" as const },
  ],
  transformKql: "source\n| where isnotempty(Text)\n",
};

export const watchlist: WatchlistSpec = {
  alias: "Things",
  displayName: "Things",
  description: "Things that matter",
  searchKey: "Id",
  columns: [
    { name: "Id", description: "which" },
    { name: "Owner", description: "whose" },
  ],
};

export const nrtDetection: DetectionSpec = {
  id: "3c1c0a4e-7f0e-4c55-9a57-0a5a3f0d1b01",
  version: "1.0.0",
  kind: "NRT",
  name: "A thing happened",
  description: "Identifies a thing.\n",
  severity: "High",
  requiredDataConnectors: [],
  tactics: ["Exfiltration"],
  relevantTechniques: ["T1567.002", "T1567.004", "T1048"],
  query: "Thing_CL\n| where Text != ''\n",
  entityMappings: [{ entityType: "DNS", fieldMappings: [{ identifier: "DomainName", columnName: "Text" }] }],
  tags: ["AIC-999"],
};

export const scheduledDetection: DetectionSpec = {
  ...nrtDetection,
  kind: "Scheduled",
  queryFrequency: "1h",
  queryPeriod: "14d",
  triggerOperator: "gt",
  triggerThreshold: 0,
};
