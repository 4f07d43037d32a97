import type { GraphClient } from "../graph";
import type { AppRoleNames } from "./facts";
import type { AppRoleAssignment, PermissionGrant } from "./graph-objects";

/** What was granted to a service principal, or what it inherits. */
export interface Grants {
  /** names of app roles, sorted */
  readonly roles: readonly string[];
  /** delegated scopes, sorted */
  readonly scopes: readonly string[];
}

/** Reads grants of service principals, in order; undefined for one that is gone by now. */
export async function readGrants(
  graph: GraphClient,
  names: AppRoleNames,
  ids: readonly string[],
): Promise<readonly (Grants | undefined)[]> {
  return both(
    graph,
    names,
    "v1.0",
    ids.map((id) => [`servicePrincipals/${id}/appRoleAssignments`, `servicePrincipals/${id}/oauth2PermissionGrants`]),
    [404],
  );
}

/**
 * Reads what agent identities inherit from their blueprints' principals, in order; undefined where Graph does not say. The
 * two requests are in beta, and younger than agent identities.
 */
export async function readInherited(
  graph: GraphClient,
  names: AppRoleNames,
  ids: readonly string[],
): Promise<readonly (Grants | undefined)[]> {
  const base = (id: string) => `servicePrincipals/microsoft.graph.agentIdentity/${id}`;
  return both(
    graph,
    names,
    "beta",
    ids.map((id) => [`${base(id)}/inheritedAppRoleAssignments`, `${base(id)}/inheritedOauth2PermissionGrants`]),
    [400, 403, 404, 501],
  );
}

async function both(
  graph: GraphClient,
  names: AppRoleNames,
  version: "v1.0" | "beta",
  paths: readonly (readonly [roles: string, scopes: string])[],
  tolerate: readonly number[],
): Promise<readonly (Grants | undefined)[]> {
  const lists = await graph.lists<AppRoleAssignment | PermissionGrant>(version, paths.flat(), tolerate);
  const rolesAt = (path: string) => lists.get(path) as readonly AppRoleAssignment[] | undefined;
  await names.learn(paths.flatMap(([path]) => rolesAt(path) ?? []));
  return paths.map(([rolePath, scopePath]) => {
    const roles = rolesAt(rolePath);
    const grants = lists.get(scopePath) as readonly PermissionGrant[] | undefined;
    return roles && grants && { roles: names.of(roles), scopes: scopesOf(grants) };
  });
}

function scopesOf(grants: readonly PermissionGrant[]): string[] {
  return [
    ...new Set(
      grants.flatMap(({ scope }) =>
        String(scope ?? "")
          .split(" ")
          .filter((name) => name !== ""),
      ),
    ),
  ].sort();
}
