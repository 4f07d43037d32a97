import type { AgentIdentitiesSettings } from "./settings";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws Error for ids that are none, and for a workspace that is neither made nor there: Azure would say so at the apply */
export function assertSettings({ subscriptionId, tenantId, location, workspace }: AgentIdentitiesSettings): void {
  for (const [name, id] of Object.entries({ subscriptionId, tenantId }))
    if (!guid.test(id)) throw new Error(`${name} "${id}" is no GUID: write what az account show prints`);
  if (!/^[a-z0-9]+$/.test(location))
    throw new Error(`location "${location}" is no region: write its short name, such as westeurope`);
  if ((workspace.name === undefined) === (workspace.existingWorkspaceId === undefined))
    throw new Error("the workspace has neither or both of name and existingWorkspaceId: give one of them");
}
