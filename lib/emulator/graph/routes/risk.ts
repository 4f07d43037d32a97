import { listOptions, page } from "../odata";
import type { Route } from "../route";

/** Agents at risk: https://learn.microsoft.com/graph/api/identityprotectionroot-list-riskyagents */
export const riskRoutes: readonly Route[] = [
  {
    method: "GET",
    versions: ["beta"],
    path: "identityProtection/riskyAgents",
    permissions: ["IdentityRiskyAgent.Read.All", "IdentityRiskyAgent.ReadWrite.All"],
    query: listOptions,
    cost: 1,
    answer: (context) => page(context, context.directory.list("riskyAgents")),
  },
];
