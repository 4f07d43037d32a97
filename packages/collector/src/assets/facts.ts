import type { KeyRegistry } from "@sentinel-agent-identities/lineage";
import type { GraphClient } from "../graph";
import { allowed } from "./allowed";
import { readDirectoryRoles } from "./directory-roles";
import type { AppRoleAssignment, RiskyAgent } from "./graph-objects";

/** What is read once and looked up for every identity. */
export interface Facts {
  /** undefined when it may not be read */
  readonly risks?: ReadonlyMap<string, RiskyAgent>;
  /** names of Entra roles by principal, also of those that it holds as a member of a group; undefined when they may not be read */
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
  const directoryRoles = await readDirectoryRoles(graph, note);
  return {
    ...(risks && { risks: new Map(risks.map((risk) => [risk.id.toLowerCase(), risk])) }),
    ...(directoryRoles && { directoryRoles }),
    signingKeys: keysByAgent(keys),
  };
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
