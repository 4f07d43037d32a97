import type { KeyRegistry } from "@sentinel-agent-identities/lineage";
import { type GraphClient, GraphRequestError } from "../graph";
import type { AppRoleAssignment, RiskyAgent } from "./graph-objects";

/** What is read once and looked up for every identity. */
export interface Facts {
  /** undefined when it may not be read */
  readonly risks?: ReadonlyMap<string, RiskyAgent>;
  /** names of Entra roles by principal; undefined when they may not be read */
  readonly directoryRoles?: ReadonlyMap<string, readonly string[]>;
  readonly signingKeys: ReadonlyMap<string, readonly object[]>;
}

/** Reads what may be read; what may not is noted and left out. */
export async function readFacts(
  graph: GraphClient,
  keys: KeyRegistry | undefined,
  note: (text: string) => void,
): Promise<Facts> {
  const risks = await allowed(graph.list<RiskyAgent>("beta", "identityProtection/riskyAgents?$top=500"), note);
  const assignments = await allowed(
    graph.list<{ principalId: string; roleDefinitionId: string }>("v1.0", "roleManagement/directory/roleAssignments"),
    note,
  );
  const definitions =
    assignments &&
    (await allowed(
      graph.list<{ id: string; displayName: string }>("v1.0", "roleManagement/directory/roleDefinitions"),
      note,
    ));
  return {
    ...(risks && { risks: new Map(risks.map((risk) => [risk.id.toLowerCase(), risk])) }),
    ...(assignments && definitions && { directoryRoles: rolesByPrincipal(assignments, definitions) }),
    signingKeys: keysByAgent(keys),
  };
}

/** The answer, or undefined with a note when the identity may not read it. */
export async function allowed<T>(answer: Promise<T>, note: (text: string) => void): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof GraphRequestError && error.status === 403)) throw error;
    note(error.message);
    return undefined;
  }
}

function rolesByPrincipal(
  assignments: readonly { principalId: string; roleDefinitionId: string }[],
  definitions: readonly { id: string; displayName: string }[],
): ReadonlyMap<string, readonly string[]> {
  const names = new Map(definitions.map(({ id, displayName }) => [id, displayName]));
  const found = new Map<string, Set<string>>();
  for (const { principalId, roleDefinitionId } of assignments) {
    const id = principalId.toLowerCase();
    found.set(id, (found.get(id) ?? new Set()).add(names.get(roleDefinitionId) ?? roleDefinitionId));
  }
  return new Map([...found].map(([id, roles]) => [id, [...roles].sort()]));
}

function keysByAgent(keys: KeyRegistry = new Map()): ReadonlyMap<string, readonly object[]> {
  const found = new Map<string, object[]>();
  const iso = (time: number) => new Date(time).toISOString();
  for (const [kid, { agentId, alg, validFrom, validTo, revokedAt }] of [...keys].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = {
      kid,
      alg,
      created: iso(validFrom),
      expires: iso(validTo),
      ...(revokedAt === undefined ? {} : { revoked: iso(revokedAt) }),
    };
    found.set(agentId, [...(found.get(agentId) ?? []), key]);
  }
  return found;
}

/** Names of app roles, by the resources that offer them; each resource is read once. */
export class AppRoleNames {
  private readonly resources = new Map<string, ReadonlyMap<string, string>>();

  constructor(private readonly graph: GraphClient) {}

  /** Reads the resources that are not known yet. */
  async learn(assignments: Iterable<AppRoleAssignment>): Promise<void> {
    const fresh = [...new Set([...assignments].map(({ resourceId }) => resourceId))].filter(
      (id) => !this.resources.has(id),
    );
    const pathOf = (id: string) => `servicePrincipals/${id}?$select=id,appRoles`;
    const answers = await this.graph.batch("v1.0", fresh.map(pathOf));
    for (const id of fresh) {
      const { appRoles = [] } = (answers.get(pathOf(id))?.body ?? {}) as { appRoles?: { id: string; value: string }[] };
      this.resources.set(id, new Map(appRoles.map((role) => [role.id.toLowerCase(), role.value])));
    }
  }

  /** Sorted, each once. What its resource does not name stays a GUID. */
  of(assignments: readonly AppRoleAssignment[]): string[] {
    const name = ({ resourceId, appRoleId }: AppRoleAssignment) =>
      this.resources.get(resourceId)?.get(appRoleId.toLowerCase()) || appRoleId;
    // All zeros is access without a role.
    return [...new Set(assignments.filter(({ appRoleId }) => !/^[0-]+$/.test(appRoleId)).map(name))].sort();
  }
}
