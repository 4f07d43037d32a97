import { listOptions, page } from "../odata";
import type { Route } from "../route";

/** Entra roles and who holds them: https://learn.microsoft.com/graph/api/rbacapplication-list-roleassignments */
export const roleRoutes: readonly Route[] = (["roleAssignments", "roleDefinitions"] as const).map((name) => ({
  method: "GET",
  versions: ["v1.0", "beta"],
  path: `roleManagement/directory/${name}`,
  query: listOptions,
  cost: 1,
  answer: (context) => page(context, context.directory.list(name)),
}));
