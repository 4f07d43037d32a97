import { graphErrors } from "./errors";
import type { DirectoryData, GraphObject, Relation } from "./model";

/** A change of a service principal, for delta queries. */
interface Change {
  readonly id: string;
  readonly removed: boolean;
}

/** What can be listed. */
type Listed = "applications" | "servicePrincipals" | "users" | "riskyAgents" | "roleAssignments" | "roleDefinitions";
/** What can be changed. */
type Changeable = "applications" | "servicePrincipals" | "users" | "riskyAgents";

/** The state of a tenant's directory. */
export class Directory {
  private readonly applications: Map<string, GraphObject>;
  private readonly principals: Map<string, GraphObject>;
  private readonly users: Map<string, GraphObject>;
  private readonly risky: Map<string, GraphObject>;
  private readonly relations = new Map<string, readonly GraphObject[]>();
  private readonly changes: Change[] = [];
  private forgotten = 0;

  constructor(private readonly data: DirectoryData) {
    this.applications = byId(data.applications);
    this.principals = byId(data.servicePrincipals);
    this.users = byId(data.users);
    this.risky = byId(data.riskyAgents);
  }

  get tenantId(): string {
    return this.data.tenantId;
  }

  /** Objects of a collection, in order of their ids. */
  list(collection: Listed): readonly GraphObject[] {
    if (collection === "roleAssignments" || collection === "roleDefinitions") return this.data[collection] ?? [];
    return [...this.collection(collection).values()];
  }

  /**
   * @param type the only `@odata.type` that will do
   * @throws GraphError 404
   */
  get(collection: Changeable, id: string, type?: string): GraphObject {
    const found = this.collection(collection).get(id.toLowerCase());
    if (!found || (type && found["@odata.type"] !== type)) throw graphErrors.notFound(id);
    return found;
  }

  related(id: string, relation: Relation): readonly GraphObject[] {
    return this.relations.get(`${id}/${relation}`) ?? this.data.relations[id]?.[relation] ?? [];
  }

  /** Replaces the members of a relation. */
  relate(id: string, relation: Relation, members: readonly GraphObject[]): void {
    this.relations.set(`${id}/${relation}`, members);
  }

  federatedIdentityCredentials(applicationId: string): readonly GraphObject[] {
    return this.data.federatedIdentityCredentials[applicationId] ?? [];
  }

  /** Changes properties of an object, and notes that it changed. */
  update(collection: Changeable, id: string, properties: object): GraphObject {
    const changed = { ...this.get(collection, id), ...properties };
    this.collection(collection).set(id.toLowerCase(), changed);
    if (collection === "servicePrincipals") this.changes.push({ id: changed.id, removed: false });
    return changed;
  }

  /** Adds a service principal. */
  add(principal: GraphObject): void {
    this.principals.set(principal.id.toLowerCase(), principal);
    this.changes.push({ id: principal.id, removed: false });
  }

  /** Deletes a service principal. @throws GraphError 404 */
  remove(id: string): void {
    const { id: gone } = this.get("servicePrincipals", id);
    this.principals.delete(gone.toLowerCase());
    this.changes.push({ id: gone, removed: true });
  }

  /** Forgets the changes so far, as Graph does after some days: older places are no longer known. */
  forgetChanges(): void {
    this.forgotten = this.position;
  }

  /** Whether a delta query may go on from a place. */
  remembers(position: number): boolean {
    return position >= this.forgotten;
  }

  /** How many changes there have been: a place that a delta query can go on from. */
  get position(): number {
    return this.changes.length;
  }

  /** Service principals that changed after a place, each once; what is gone has `@removed`. */
  changedSince(position: number): readonly GraphObject[] {
    const latest = new Map(this.changes.slice(position).map((change) => [change.id, change]));
    return [...latest.values()].map(({ id, removed }) =>
      removed
        ? { id, "@odata.type": "#microsoft.graph.servicePrincipal", "@removed": { reason: "deleted" } }
        : this.principals.get(id.toLowerCase())!,
    );
  }

  private collection(name: Changeable): Map<string, GraphObject> {
    switch (name) {
      case "applications":
        return this.applications;
      case "servicePrincipals":
        return this.principals;
      case "users":
        return this.users;
      case "riskyAgents":
        return this.risky;
    }
  }
}

function byId(objects: readonly GraphObject[]): Map<string, GraphObject> {
  return new Map(
    [...objects].sort((a, b) => (a.id < b.id ? -1 : 1)).map((object) => [object.id.toLowerCase(), object]),
  );
}
