import { workflowBreaches } from "../../../../limits";
import { isRecord } from "../../route";
import type { KindContext, ResourceKind } from "../kind";
import { refusals } from "../refusals";
import { part, type Stored } from "../resource";

/** https://learn.microsoft.com/rest/api/logic/workflows */
export const workflows: ResourceKind = {
  type: "Microsoft.Logic/workflows",
  since: "2015-02-01-preview",
  scopes: ["group"],
  located: true,
  check: (workflow, { store }) => {
    const { definition } = workflow.properties;
    if (!isRecord(definition)) throw refusals.invalid("The workflow has no 'properties.definition'.");
    const [breach] = workflowBreaches(definition);
    if (breach) throw refusals.beyondLimit({ ...breach, path: ["definition", ...breach.path] });
    for (const id of Object.keys(part(part(workflow, "identity"), "userAssignedIdentities")))
      if (!store.get(id)) throw refusals.invalid(`The user-assigned identity '${id}' was not found.`);
  },
  fill: ({ properties }, { now, endpoint }, before) => ({
    state: properties.state ?? before?.properties.state ?? "Enabled",
    provisioningState: "Succeeded",
    changedTime: now.toISOString(),
    version: String(now.getTime()),
    createdTime: before?.properties.createdTime ?? now.toISOString(),
    accessEndpoint: endpoint,
  }),
  // What identities are is told with them.
  shown: ({ resource }, { store }) => {
    const identity = part(resource, "identity");
    const assigned = Object.keys(part(identity, "userAssignedIdentities"));
    if (assigned.length === 0) return resource;
    const told = assigned.map((id) => {
      const { principalId, clientId } = store.get(id)?.resource.properties ?? {};
      return [id, { principalId, clientId }];
    });
    return { ...resource, identity: { ...identity, userAssignedIdentities: Object.fromEntries(told) } };
  },
  actions: {
    enable: (workflow, context) => set(workflow, "Enabled", context),
    disable: (workflow, context) => set(workflow, "Disabled", context),
  },
};

function set({ resource }: Stored, state: string, { store, now }: KindContext): undefined {
  store.put({ ...resource, properties: { ...resource.properties, state } }, now);
}

/** Connections of playbooks to Sentinel and others. */
export const apiConnections: ResourceKind = {
  type: "Microsoft.Web/connections",
  since: "2015-08-01-preview",
  scopes: ["group"],
  located: true,
  check: ({ properties }) => {
    const { id } = part(properties, "api");
    if (!/\/providers\/Microsoft\.Web\/locations\/[^/]+\/managedApis\/[^/]+$/i.test(String(id)))
      throw refusals.invalid(`The connection's api '${id}' is invalid: it is the id of a managed API of a location.`);
  },
  fill: (_connection, { now }, before) => ({
    provisioningState: "Succeeded",
    overallStatus: "Ready",
    changedTime: now.toISOString(),
    createdTime: before?.properties.createdTime ?? now.toISOString(),
    statuses: [{ status: "Ready" }],
  }),
};
