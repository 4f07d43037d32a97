import type { GraphObject, Relation } from "../model";
import { listOptions, page } from "../odata";
import type { Route, RouteContext } from "../route";

type Collection = "servicePrincipals" | "applications";

/** A relation as Graph documents it: its address, in which versions it is there, and who may read it. */
interface RelationRoute extends Pick<Route, "path"> {
  readonly versions?: Route["versions"];
  readonly relation: Relation;
  readonly query?: Route["query"];
  /** the one type that has the relation at this address */
  readonly type?: string;
}

/** Owners and sponsors of agents' types are reached through the type's name. */
const people = (
  [
    ["servicePrincipals", "agentIdentity"],
    ["servicePrincipals", "agentIdentityBlueprintPrincipal"],
    ["applications", "agentIdentityBlueprint"],
  ] as const
).flatMap(([collection, type]) =>
  (["owners", "sponsors"] as const).map(
    (relation): RelationRoute => ({
      path: `${collection}/{id}/microsoft.graph.${type}/${relation}`,
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
    relation,
    query: [],
    type: "agentIdentity",
  }),
);

const relations: readonly RelationRoute[] = [
  ...people,
  ...inherited,
  { path: "servicePrincipals/{id}/owners", relation: "owners" },
  { path: "applications/{id}/owners", relation: "owners" },
  { path: "servicePrincipals/{id}/appRoleAssignments", relation: "appRoleAssignments" },
  {
    path: "servicePrincipals/{id}/oauth2PermissionGrants",
    relation: "oauth2PermissionGrants",
  },
];

/** Relations of service principals and applications, and credentials of blueprints. */
export const relationRoutes: readonly Route[] = [
  ...relations.map(
    ({ path, versions = ["v1.0", "beta"], relation, query = listOptions, type }): Route => ({
      method: "GET",
      versions,
      path,
      query,
      cost: 2,
      answer: (context) => {
        const { id } = owner(context, path.split("/")[0] as Collection, type);
        const members = context.directory.related(id, relation);
        return page(
          context,
          relation === "owners" || relation === "sponsors" ? members.map((one) => seenBy(one, context)) : members,
        );
      },
    }),
  ),
];

function owner({ directory, parameters }: RouteContext, collection: Collection, type?: string): GraphObject {
  return directory.get(collection, parameters.id!, type && `#microsoft.graph.${type}`);
}

/**
 * What reads objects of a kind; a member of a list that its reader may not read is there with its id and its type.
 * https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
 */
const readersOf: Readonly<Record<string, RegExp>> = {
  "#microsoft.graph.user": /^(User\.(ReadBasic|Read|ReadWrite)|Directory\.(Read|ReadWrite))\.All$/,
  "#microsoft.graph.group": /^(GroupMember|Group|Directory)\.(Read|ReadWrite)\.All$/,
};

function seenBy(member: GraphObject, { granted }: RouteContext): GraphObject {
  const readers = readersOf[member["@odata.type"]];
  if (!readers || granted.some((role) => readers.test(role))) return member;
  const hidden = Object.keys(member).filter((name) => name !== "id" && !name.startsWith("@"));
  return { ...member, ...Object.fromEntries(hidden.map((name) => [name, null])) };
}
