import { graphErrors } from "../errors";
import type { GraphObject } from "../model";
import { listOptions, page } from "../odata";
import type { Route, RouteContext } from "../route";

/** Entra roles and who holds them: https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments */
export const roleRoutes: readonly Route[] = [
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "roleManagement/directory/roleAssignments",
    query: [...listOptions, "$expand"],
    cost: 1,
    answer: (context) => {
      const expand = context.request.query.get("$expand");
      if (expand !== null && expand !== "principal")
        throw graphErrors.badRequest(`$expand=${expand} is not emulated: only principal is`);
      const all = context.directory.list("roleAssignments");
      return page(context, expand === null ? all : all.map((one) => withPrincipal(one, context)));
    },
  },
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "roleManagement/directory/roleDefinitions",
    query: listOptions,
    cost: 1,
    answer: (context) => page(context, context.directory.list("roleDefinitions")),
  },
  {
    method: "GET",
    versions: ["v1.0", "beta"],
    path: "groups/{id}/members",
    query: listOptions,
    cost: 2,
    answer: (context) => page(context, context.directory.related(context.parameters.id!, "members")),
  },
];

/** Who holds no object of another kind is a group where it has members. */
function withPrincipal(assignment: GraphObject, { directory }: RouteContext): GraphObject {
  const id = String(assignment.principalId);
  const known = directory.find("servicePrincipals", id) ?? directory.find("users", id);
  const isGroup = directory.related(id, "members").length > 0;
  return { ...assignment, principal: known ?? (isGroup ? { "@odata.type": "#microsoft.graph.group", id } : null) };
}
