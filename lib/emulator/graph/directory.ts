import { type AttributeSets, governanceSets } from "./attribute-sets";
import { graphErrors } from "./errors";
import type { DirectoryData, GraphObject, Relation } from "./model";
import type { DirectoryAuthor, DirectoryWrite, SentMail } from "./write";

/** A change of a service principal, for delta queries. */
interface Change {
  readonly id: string;
  readonly removed: boolean;
  /** when a caller made it, in milliseconds; what happens elsewhere is seen at once */
  readonly at: number;
}

/** A write, with what was there before it. */
interface Undo {
  readonly collection: Changeable | "federatedIdentityCredentials";
  readonly id: string;
  readonly at: number;
  readonly previous: GraphObject | readonly GraphObject[] | undefined;
}

/** What can be listed. */
export type Listed =
  | "applications"
  | "servicePrincipals"
  | "users"
  | "riskyAgents"
  | "roleAssignments"
  | "roleDefinitions";
/** What can be changed. */
export type Changeable = "applications" | "servicePrincipals" | "users" | "riskyAgents";

/** What requests that read see of a directory. */
export interface DirectoryReader {
  readonly tenantId: string;
  /** how many changes there have been: a place that a delta query can go on from */
  readonly position: number;
  /** objects of a collection, in order of their ids */
  list(collection: Listed): readonly GraphObject[];
  /**
   * @param type the only `@odata.type` that will do
   * @throws GraphError 404
   */
  get(collection: Changeable, id: string, type?: string): GraphObject;
  /** @param id `appId=…` and `userPrincipalName=…` stand for the object that has it */
  find(collection: Changeable, id: string): GraphObject | undefined;
  related(id: string, relation: Relation): readonly GraphObject[];
  federatedIdentityCredentials(applicationId: string): readonly GraphObject[];
  /** what a delta query from a place is refused with; undefined when it may go on from there */
  forgot(position: number): 400 | 410 | undefined;
  /** service principals that changed after a place, each once; what is gone has `@removed` */
  changedSince(position: number): readonly GraphObject[];
}

/** The state of a tenant's directory. */
export class Directory implements DirectoryReader {
  /** Everything that callers of the fake Graph changed, in order. */
  readonly writes: DirectoryWrite[] = [];
  /** Every mail that was sent. */
  readonly mails: SentMail[] = [];
  private readonly collections: Readonly<Record<Changeable, Map<string, GraphObject>>>;
  /** By id, in lower case. */
  private readonly relations: Map<string, DirectoryData["relations"][string]>;
  private readonly federated: Map<string, readonly GraphObject[]>;
  private readonly changes: Change[] = [];
  private readonly undos: Undo[] = [];
  private forgotten: { readonly before: number; readonly status: 400 | 410 } = { before: 0, status: 410 };

  constructor(private readonly data: DirectoryData) {
    this.collections = {
      applications: byId(data.applications),
      servicePrincipals: byId(data.servicePrincipals),
      users: byId(data.users),
      riskyAgents: byId(data.riskyAgents),
    };
    this.federated = inLowerCase(data.federatedIdentityCredentials);
    this.relations = inLowerCase(data.relations);
  }

  get tenantId(): string {
    return this.data.tenantId;
  }

  /** custom security attributes that are defined */
  get attributeSets(): AttributeSets {
    return this.data.attributeSets ?? governanceSets;
  }

  list(collection: Listed): readonly GraphObject[] {
    if (collection === "roleAssignments" || collection === "roleDefinitions") return this.data[collection] ?? [];
    return [...this.collections[collection].values()];
  }

  get(collection: Changeable, id: string, type?: string): GraphObject {
    return wanted(this.find(collection, id), id, type);
  }

  find(collection: Changeable, id: string): GraphObject | undefined {
    const known = this.collections[collection];
    const [, property, value] = /^(appId|userPrincipalName)=(.*)$/.exec(id) ?? [];
    return property ? [...known.values()].find((object) => object[property] === value) : known.get(id.toLowerCase());
  }

  related(id: string, relation: Relation): readonly GraphObject[] {
    return this.relations.get(id.toLowerCase())?.[relation] ?? [];
  }

  /** Replaces the members of a relation. */
  relate(id: string, relation: Relation, members: readonly GraphObject[]): void {
    const key = id.toLowerCase();
    this.relations.set(key, { ...this.relations.get(key), [relation]: members });
  }

  federatedIdentityCredentials(applicationId: string): readonly GraphObject[] {
    return this.federated.get(applicationId.toLowerCase()) ?? [];
  }

  /**
   * Changes properties of an object, and notes that it changed.
   * @param author the caller who asked for it; none for what happens elsewhere
   */
  update(collection: Changeable, id: string, properties: object, author?: DirectoryAuthor): GraphObject {
    const previous = this.get(collection, id);
    return this.put(collection, { ...previous, ...properties }, author);
  }

  /** Adds or replaces an object. */
  put(collection: Changeable, object: GraphObject, author?: DirectoryAuthor): GraphObject {
    const previous = this.find(collection, object.id);
    this.collections[collection].set(object.id.toLowerCase(), object);
    if (author)
      this.note({ collection, id: object.id, at: author.at.getTime(), previous }, previous ?? {}, object, author);
    if (collection === "servicePrincipals")
      this.changes.push({ id: object.id, removed: false, at: author?.at.getTime() ?? Number.NEGATIVE_INFINITY });
    return object;
  }

  /** Adds a service principal. */
  add(principal: GraphObject): void {
    this.put("servicePrincipals", principal);
  }

  /** Deletes a service principal. @throws GraphError 404 */
  remove(id: string): void {
    const { id: gone } = this.get("servicePrincipals", id);
    this.collections.servicePrincipals.delete(gone.toLowerCase());
    this.changes.push({ id: gone, removed: true, at: Number.NEGATIVE_INFINITY });
  }

  /** Deletes a federated credential, by its id or its name. @throws GraphError 404 */
  removeFederatedIdentityCredential(application: GraphObject, key: string, author: DirectoryAuthor): void {
    const previous = this.federatedIdentityCredentials(application.id);
    const gone = previous.find(({ id, name }) => id === key || name === key);
    if (!gone) throw graphErrors.notFound(key);
    this.federated.set(
      application.id.toLowerCase(),
      previous.filter((credential) => credential !== gone),
    );
    const undo = {
      collection: "federatedIdentityCredentials",
      id: application.id,
      at: author.at.getTime(),
      previous,
    } as const;
    const names = (credentials: readonly GraphObject[]) => credentials.map(({ id, name }) => name ?? id);
    const shown = (credentials: readonly GraphObject[]) => ({
      ...application,
      federatedIdentityCredentials: names(credentials),
    });
    this.note(undo, shown(previous), shown(this.federatedIdentityCredentials(application.id)), author);
  }

  /**
   * Forgets the changes so far, as Graph does after some days: older places are no longer known.
   * @param status what it then says; 410 and 400 are both documented
   */
  forgetChanges(status: 400 | 410 = 410): void {
    this.forgotten = { before: this.position, status };
  }

  forgot(position: number): 400 | 410 | undefined {
    return position < this.forgotten.before ? this.forgotten.status : undefined;
  }

  get position(): number {
    return this.changes.length;
  }

  changedSince(position: number): readonly GraphObject[] {
    return this.latest(position, this.position, (id) => this.find("servicePrincipals", id));
  }

  /** The directory as it was seen at an instant: without what callers wrote after it. */
  asOf(instant: Date): DirectoryReader {
    const pending = this.undos.filter(({ at }) => at > instant.getTime());
    if (pending.length === 0) return this;
    const before = (collection: Undo["collection"], id: string) =>
      pending.find((undo) => undo.collection === collection && undo.id.toLowerCase() === id.toLowerCase());
    const find = (collection: Changeable, id: string) => {
      const present = this.find(collection, id);
      const undo = before(collection, present?.id ?? id);
      return undo ? (undo.previous as GraphObject | undefined) : present;
    };
    const hidden = this.changes.findIndex(({ at }) => at > instant.getTime());
    const position = hidden < 0 ? this.position : hidden;
    return {
      tenantId: this.tenantId,
      position,
      find,
      get: (collection, id, type) => wanted(find(collection, id), id, type),
      list: (collection) =>
        collection === "roleAssignments" || collection === "roleDefinitions"
          ? this.list(collection)
          : this.list(collection).flatMap(({ id }) => find(collection, id) ?? []),
      related: (id, relation) => this.related(id, relation),
      federatedIdentityCredentials: (id) => {
        const undo = before("federatedIdentityCredentials", id);
        return undo ? (undo.previous as readonly GraphObject[]) : this.federatedIdentityCredentials(id);
      },
      forgot: (place) => this.forgot(place),
      changedSince: (place) => this.latest(place, position, (id) => find("servicePrincipals", id)),
    };
  }

  private latest(from: number, to: number, find: (id: string) => GraphObject | undefined): readonly GraphObject[] {
    const latest = new Map(this.changes.slice(from, to).map((change) => [change.id.toLowerCase(), change]));
    return [...latest.values()].map(({ id, removed }) =>
      removed
        ? { id, "@odata.type": "#microsoft.graph.servicePrincipal", "@removed": { reason: "deleted" } }
        : find(id)!,
    );
  }

  private note(undo: Undo, previous: object, next: GraphObject, { principalId, at }: DirectoryAuthor): void {
    const [old, fresh] = [previous as Record<string, unknown>, next as Record<string, unknown>];
    const shown = Object.keys(fresh).filter((key) => key !== "id" && !key.startsWith("@"));
    const changed = shown.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]));
    const only = (object: Record<string, unknown>) =>
      Object.fromEntries(changed.filter((key) => object[key] !== undefined).map((key) => [key, object[key]]));
    this.undos.push(undo);
    this.writes.push({
      at: at.toISOString(),
      by: principalId,
      collection: undo.collection,
      id: undo.id,
      name: String(next.displayName ?? next.agentDisplayName ?? next.id),
      before: only(old),
      after: only(fresh),
    });
  }
}

function wanted(found: GraphObject | undefined, id: string, type: string | undefined): GraphObject {
  if (!found || (type && found["@odata.type"] !== type)) throw graphErrors.notFound(id);
  return found;
}

const inLowerCase = <T>(byId: Readonly<Record<string, T>>): Map<string, T> =>
  new Map(Object.entries(byId).map(([id, value]) => [id.toLowerCase(), value]));

function byId(objects: readonly GraphObject[]): Map<string, GraphObject> {
  return new Map(
    [...objects].sort((a, b) => (a.id < b.id ? -1 : 1)).map((object) => [object.id.toLowerCase(), object]),
  );
}
