import { guidFrom, principalIdOf } from "../../../terraform/arm-ids";
import type { ResourceKind } from "../kind";
import { groupType } from "../resource-id";
import { softDelete } from "./log-analytics";

/** https://learn.microsoft.com/rest/api/resources/resource-groups */
export const resourceGroups: ResourceKind = {
  type: groupType,
  since: "2015-11-01",
  scopes: ["subscription"],
  located: true,
  fill: () => ({ provisioningState: "Succeeded" }),
  deleting: (_stored, context, below) => {
    for (const one of below) softDelete(one, context, below);
  },
};

/** https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities: its object id follows from its ARM id */
export const userAssignedIdentities: ResourceKind = {
  type: "Microsoft.ManagedIdentity/userAssignedIdentities",
  since: "2015-08-31-preview",
  scopes: ["group"],
  located: true,
  fill: ({ id }, { tenantId }) => ({
    principalId: principalIdOf(id),
    clientId: guidFrom(`${id.toLowerCase()}/client`),
    tenantId,
    provisioningState: "Succeeded",
  }),
};

/** https://learn.microsoft.com/rest/api/application-insights/workbooks */
export const workbooks: ResourceKind = {
  type: "Microsoft.Insights/workbooks",
  since: "2015-05-01",
  scopes: ["group"],
  located: true,
  etag: true,
  fill: (_workbook, { now, principalId }) => ({
    version: "Notebook/1.0",
    timeModified: now.toISOString(),
    userId: principalId,
    revision: "1",
    provisioningState: "Succeeded",
  }),
};

/** What other projects around Sentinel deploy beside it, and the emulator stores and takes nothing from. */
export const otherKinds: readonly ResourceKind[] = [
  { type: "Microsoft.Authorization/locks", since: "2015-01-01", scopes: ["subscription", "group", "resource"] },
  { type: "Microsoft.Insights/actionGroups", since: "2017-04-01", scopes: ["group"], located: true },
  { type: "Microsoft.Insights/components", since: "2015-05-01", scopes: ["group"], located: true, created: 200 },
  {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    since: "2022-01-31-preview",
  },
  { type: "Microsoft.OperationalInsights/workspaces/dataExports", since: "2020-08-01" },
  { type: "Microsoft.OperationalInsights/workspaces/linkedServices", since: "2020-08-01" },
  { type: "Microsoft.OperationsManagement/solutions", since: "2015-11-01-preview", scopes: ["group"], located: true },
];
