import { isRecord, onlyParameters } from "../change";
import { graphErrors } from "../errors";
import type { GraphObject } from "../model";
import { listOptions, page, selected } from "../odata";
import type { Route, RouteContext } from "../route";

const agentTypes = ["agentIdentity", "agentIdentityBlueprintPrincipal", "agentUser"];

/** What an administrator's verdict makes of an agent: https://learn.microsoft.com/graph/api/resources/riskyagent */
const verdicts = {
  confirmCompromised: {
    riskLevel: "high",
    riskState: "confirmedCompromised",
    riskDetail: "adminConfirmedAgentCompromised",
  },
  confirmSafe: { riskLevel: "none", riskState: "confirmedSafe", riskDetail: "adminConfirmedAgentSafe" },
  dismiss: { riskLevel: "none", riskState: "dismissed", riskDetail: "adminDismissedRiskForAgent" },
} as const;

/** Agents at risk: https://learn.microsoft.com/graph/api/identityprotectionroot-list-riskyagents */
export const riskRoutes: readonly Route[] = [
  {
    method: "GET",
    versions: ["beta"],
    path: "identityProtection/riskyAgents",
    query: listOptions,
    cost: 1,
    answer: (context) => page(context, context.directory.list("riskyAgents")),
  },
  {
    method: "GET",
    versions: ["beta"],
    path: "identityProtection/riskyAgents/{id}",
    query: ["$select"],
    cost: 1,
    answer: ({ directory, request, parameters }) => ({
      status: 200,
      body: selected(directory.get("riskyAgents", parameters.id!), request.query),
    }),
  },
  ...Object.entries(verdicts).map(
    ([action, verdict]): Route => ({
      method: "POST",
      versions: ["beta"],
      path: `identityProtection/riskyAgents/${action}`,
      cost: 1,
      answer: (context) => {
        const { writable, author } = context;
        const risk = { ...verdict, riskLastModifiedDateTime: author.at.toISOString() };
        for (const agent of agentsOf(context)) {
          const known = writable.find("riskyAgents", agent.id) ?? riskyAgent(agent);
          writable.put("riskyAgents", { ...known, ...risk }, author);
        }
        return { status: 204 };
      },
    }),
  ),
];

/**
 * The agents that the body names: agent identities, blueprint principals and agent users.
 * @throws GraphError before anything is changed
 */
function agentsOf({ writable, request: { body } }: RouteContext): GraphObject[] {
  onlyParameters(body, ["agentIds"]);
  const ids = isRecord(body) ? body.agentIds : undefined;
  if (!Array.isArray(ids) || ids.length === 0 || !ids.every((id) => typeof id === "string"))
    throw graphErrors.badRequest('The body needs "agentIds", a list of object ids.');
  return ids.map((id: string) => {
    const agent = writable.find("servicePrincipals", id) ?? writable.find("users", id);
    if (!agent || !agentTypes.includes(agent["@odata.type"].replace("#microsoft.graph.", "")))
      throw graphErrors.notFound(id);
    return agent;
  });
}

function riskyAgent({ id, displayName, accountEnabled }: GraphObject): GraphObject {
  return {
    "@odata.type": "#microsoft.graph.riskyAgent",
    id,
    agentDisplayName: displayName,
    isDeleted: false,
    isEnabled: accountEnabled,
    isProcessing: false,
  };
}
