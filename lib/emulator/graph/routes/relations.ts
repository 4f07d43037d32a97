import type { GraphObject, Relation } from "../model";
import { listOptions, page } from "../odata";
import type { Route, RouteContext } from "../route";

type Collection = "servicePrincipals" | "applications";

/** A relation as Graph documents it: its address, in which versions it is there, and who may read it. */
interface RelationRoute extends Pick<Route, "path" | "permissions"> {
  readonly versions?: Route["versions"];
  readonly relation: Relation;
  readonly query?: Route["query"];
  /** the one type that has the relation at this address */
  readonly type?: string;
}

const agentReaders = ["AgentIdentity.Read.All", "Application.Read.All"];
const blueprintReaders = ["AgentIdentityBlueprint.Read.All", "Application.Read.All"];
const principalReaders = ["AgentIdentityBlueprintPrincipal.Read.All", "Application.Read.All"];
const grantReaders = ["Application.Read.All", "Directory.Read.All"];

/** Owners and sponsors of agents' types are reached through the type's name. */
const people = (
  [
    ["servicePrincipals", "agentIdentity", agentReaders],
    ["servicePrincipals", "agentIdentityBlueprintPrincipal", principalReaders],
    ["applications", "agentIdentityBlueprint", blueprintReaders],
  ] as const
).flatMap(([collection, type, permissions]) =>
  (["owners", "sponsors"] as const).map(
    (relation): RelationRoute => ({
      path: `${collection}/{id}/microsoft.graph.${type}/${relation}`,
      permissions,
      relation,
      type,
    }),
  ),
);

/** https://learn.microsoft.com/graph/api/agentidentity-list-inheritedapproleassignments: one page, no options */
const inherited = (["inheritedAppRoleAssignments", "inheritedOauth2PermissionGrants"] as const).map(
  (relation): RelationRoute => ({
    path: `servicePrincipals/microsoft.graph.agentIdentity/{id}/${relation}`,
    versions: ["beta"],
    permissions: grantReaders,
    relation,
    query: [],
    type: "agentIdentity",
  }),
);

const relations: readonly RelationRoute[] = [
  ...people,
  ...inherited,
  { path: "servicePrincipals/{id}/owners", permissions: ["Application.Read.All"], relation: "owners" },
  { path: "applications/{id}/owners", permissions: ["Application.Read.All"], relation: "owners" },
  { path: "servicePrincipals/{id}/appRoleAssignments", permissions: grantReaders, relation: "appRoleAssignments" },
  {
    path: "servicePrincipals/{id}/oauth2PermissionGrants",
    permissions: grantReaders,
    relation: "oauth2PermissionGrants",
  },
];

/** Relations of service principals and applications, and credentials of blueprints. */
export const relationRoutes: readonly Route[] = [
  ...relations.map(
    ({ path, versions = ["v1.0", "beta"], permissions, relation, query = listOptions, type }): Route => ({
      method: "GET",
      versions,
      path,
      permissions,
      query,
      cost: 2,
      answer: (context) => {
        const { id } = owner(context, path.split("/")[0] as Collection, type);
        return page(context, context.directory.related(id, relation));
      },
    }),
  ),
];

function owner({ directory, parameters }: RouteContext, collection: Collection, type?: string): GraphObject {
  return directory.get(collection, parameters.id!, type && `#microsoft.graph.${type}`);
}
