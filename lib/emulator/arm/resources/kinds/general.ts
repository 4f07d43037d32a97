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
    ...{ principalId: principalIdOf(id), clientId: guidFrom(`${id.toLowerCase()}/client`), tenantId },
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
    ...{ version: "Notebook/1.0", timeModified: now.toISOString(), userId: principalId, revision: "1" },
    provisioningState: "Succeeded",
  }),
};
