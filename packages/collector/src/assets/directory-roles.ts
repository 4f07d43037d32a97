import type { GraphClient } from "../graph";
import { allowed } from "./allowed";

interface RoleAssignment {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  /** left out for a principal that is gone */
  readonly principal?: { readonly "@odata.type"?: string } | null;
}

interface RoleDefinition {
  readonly id: string;
  readonly displayName: string;
}

/**
 * Names of Entra roles by the principal that has them, ids in lower case: by itself, or as a member of a group. A group
 * that holds a role has no groups among its members.
 * @returns undefined, with a note, when assignments may not be read; without roles of groups, with a note, when members may not
 */
export async function readDirectoryRoles(
  graph: GraphClient,
  note: (text: string) => void,
): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const assignments = await allowed(
    graph.list<RoleAssignment>("v1.0", "roleManagement/directory/roleAssignments?$expand=principal"),
    note,
  );
  const definitions =
    assignments &&
    (await allowed(graph.list<RoleDefinition>("v1.0", "roleManagement/directory/roleDefinitions"), note));
  if (!definitions) return undefined;
  const names = new Map(definitions.map(({ id, displayName }) => [id, displayName]));
  const members = await membersOf(graph, assignments.filter(isOfGroup), note);
  const found = new Map<string, Set<string>>();
  for (const { principalId, roleDefinitionId } of assignments)
    for (const id of [principalId, ...(members.get(principalId) ?? [])].map((one) => one.toLowerCase()))
      found.set(id, (found.get(id) ?? new Set()).add(names.get(roleDefinitionId) ?? roleDefinitionId));
  return new Map([...found].map(([id, roles]) => [id, [...roles].sort()]));
}

const isOfGroup = ({ principal }: RoleAssignment): boolean => principal?.["@odata.type"] === "#microsoft.graph.group";

/** Ids of the members of the groups that have a role, by the group's id. */
async function membersOf(
  graph: GraphClient,
  ofGroups: readonly RoleAssignment[],
  note: (text: string) => void,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const groups = [...new Set(ofGroups.map(({ principalId }) => principalId))];
  const pathOf = (id: string) => `groups/${id}/members?$select=id`;
  // A group may be gone by the time that it is asked for.
  const lists = await graph.lists<{ id: string }>("v1.0", groups.map(pathOf), [404, 403]);
  if ([...lists.values()].includes(403))
    note(
      "members of groups that hold Entra roles could not be read, and DirectoryRoles lacks what agents have through them; grant the application permission GroupMember.Read.All",
    );
  return new Map(
    groups.map((id) => {
      const members = lists.get(pathOf(id));
      return [id, typeof members === "object" ? members.map((member) => member.id) : []];
    }),
  );
}
