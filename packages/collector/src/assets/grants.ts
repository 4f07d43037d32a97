import { type GraphClient, permissionFor } from "../graph";
import type { AppRoleNames } from "./facts";
import type { AppRoleAssignment, PermissionGrant } from "./graph-objects";

/** What was granted to a service principal, or what it inherits. */
export interface Grants {
  /** names of app roles, sorted; null when they may not be read */
  readonly roles: readonly string[] | null;
  /** delegated scopes, sorted; null when they may not be read */
  readonly scopes: readonly string[] | null;
}

/** Reads grants of service principals, in order; undefined for one that is gone by now. What may not be read is noted. */
export async function readGrants(
  graph: GraphClient,
  names: AppRoleNames,
  ids: readonly string[],
  note: (text: string) => void,
): Promise<readonly (Grants | undefined)[]> {
  return both(
    graph,
    names,
    "v1.0",
    ids.map((id) => [`servicePrincipals/${id}/appRoleAssignments`, `servicePrincipals/${id}/oauth2PermissionGrants`]),
    { gone: [404], note },
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
  note: (text: string) => void,
): Promise<readonly (Grants | undefined)[]> {
  const base = (id: string) => `servicePrincipals/microsoft.graph.agentIdentity/${id}`;
  return both(
    graph,
    names,
    "beta",
    ids.map((id) => [`${base(id)}/inheritedAppRoleAssignments`, `${base(id)}/inheritedOauth2PermissionGrants`]),
    { gone: [400, 404, 501], note },
  );
}

interface Tolerance {
  /** statuses that say that there is nothing to read */
  readonly gone: readonly number[];
  /** hears about what may not be read */
  readonly note: (text: string) => void;
}

async function both(
  graph: GraphClient,
  names: AppRoleNames,
  version: "v1.0" | "beta",
  paths: readonly (readonly [roles: string, scopes: string])[],
  { gone, note }: Tolerance,
): Promise<readonly (Grants | undefined)[]> {
  const lists = await graph.lists<AppRoleAssignment | PermissionGrant>(version, paths.flat(), [...gone, 403]);
  const rolesAt = (path: string) => lists.get(path) as readonly AppRoleAssignment[] | number;
  await names.learn(paths.flatMap(([path]) => readable(rolesAt(path)) ?? []));
  return paths.map(([rolePath, scopePath]) => {
    const roles = rolesAt(rolePath);
    const grants = lists.get(scopePath) as readonly PermissionGrant[] | number;
    if ([roles, grants].some((answer) => typeof answer === "number" && gone.includes(answer))) return undefined;
    for (const [path, answer] of [
      [rolePath, roles],
      [scopePath, grants],
    ] as const)
      if (answer === 403) note(refusedList(path));
    const [readRoles, readScopes] = [readable(roles), readable(grants)];
    return { roles: readRoles ? names.of(readRoles) : null, scopes: readScopes ? scopesOf(readScopes) : null };
  });
}

const readable = <T>(answer: readonly T[] | number): readonly T[] | undefined =>
  typeof answer === "number" ? undefined : answer;

/** One text for a kind of list, so that it is told once. */
const refusedList = (path: string): string =>
  `${path.split("/").at(-1)}: may not be read, and its columns are empty; grant the application permission ${permissionFor(path)}`;

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
