import { listOptions, page } from "../odata";
import type { Route } from "../route";

const ofType = (type: string) => (object: { "@odata.type": string }) =>
  object["@odata.type"] === `#microsoft.graph.${type}`;

/** https://learn.microsoft.com/graph/api/agentidentity-list: a page holds 100 at most */
const agentPaging = { usual: 100, most: 100 };

/** Lists of agent identities, blueprints, their principals, and agent users. */
export const agentRoutes: readonly Route[] = [
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "servicePrincipals/microsoft.graph.agentIdentity",
    query: listOptions,
    cost: 1,
    answer: (context) =>
      page(context, context.directory.list("servicePrincipals").filter(ofType("agentIdentity")), agentPaging),
  },
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal",
    query: listOptions,
    cost: 1,
    answer: (context) =>
      page(context, context.directory.list("servicePrincipals").filter(ofType("agentIdentityBlueprintPrincipal"))),
  },
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "applications/microsoft.graph.agentIdentityBlueprint",
    query: listOptions,
    cost: 2,
    answer: (context) => page(context, context.directory.list("applications").filter(ofType("agentIdentityBlueprint"))),
  },
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "users/microsoft.graph.agentUser",
    query: listOptions,
    cost: 2,
    answer: (context) => page(context, context.directory.list("users").filter(ofType("agentUser"))),
  },
];
