import { v5 } from "uuid";
import { armErrors } from "./errors";
import type { CommentAuthor, IncidentComment, Person } from "./people";

const namespace = "c6d2a5be-2d36-5d41-8f59-0a3a6c1c7f14";
/** https://learn.microsoft.com/azure/sentinel/sentinel-service-limits#incident-limits */
const mostComments = 100;
const longestComment = 30_000;

/** An incident as Azure Resource Manager shows it. */
export interface IncidentResource {
  readonly id: string;
  readonly name: string;
  readonly etag: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Entry {
  resource: IncidentResource;
  readonly openedAt: number;
  readonly comments: IncidentComment[];
  /** who has yet to speak, soonest first */
  waiting: Person[];
  version: number;
}

/** The incidents that playbooks see, with their comments. */
export class Incidents {
  private readonly entries = new Map<string, Entry>();
  private written = 0;

  /** @param whoIs what the directory says about an object id */
  constructor(
    private readonly people: readonly Person[],
    private readonly whoIs: (objectId: string) => CommentAuthor,
  ) {}

  /** Makes an incident known, as it is when a playbook is started for it; what was done to it before stays. */
  open({ id, name, properties }: Pick<IncidentResource, "id" | "name" | "properties">, now: Date): void {
    const known = this.entries.get(name.toLowerCase());
    if (known) return;
    const number = properties.incidentNumber;
    const waiting = this.people
      .filter((person) => person.incident === undefined || person.incident === number)
      .sort((a, b) => a.after - b.after);
    this.entries.set(name.toLowerCase(), {
      resource: { id, name, etag: etag(name, 0), type: "Microsoft.SecurityInsights/Incidents", properties },
      openedAt: now.getTime(),
      comments: [],
      waiting,
      version: 0,
    });
  }

  /** @throws ArmError 404 */
  get(name: string): IncidentResource {
    return this.entry(name).resource;
  }

  /**
   * Replaces properties of an incident.
   * @param ifMatch the etag it must still have
   * @throws ArmError 404; 409 when it has another
   */
  update(name: string, properties: Readonly<Record<string, unknown>>, now: Date, ifMatch?: unknown): IncidentResource {
    const entry = this.entry(name);
    const { resource } = entry;
    if (ifMatch !== undefined && ifMatch !== resource.etag)
      throw armErrors.conflict(
        "Conflict",
        `The incident '${name}' was changed since: its etag is ${resource.etag}, not ${ifMatch}.`,
      );
    entry.version++;
    entry.resource = {
      ...resource,
      etag: etag(name, entry.version),
      properties: { ...resource.properties, ...properties, lastModifiedTimeUtc: now.toISOString() },
    };
    return entry.resource;
  }

  /** Comments by a time, oldest first; people say what they had to say by then. @throws ArmError 404 */
  comments(name: string, now: Date): readonly IncidentComment[] {
    const entry = this.entry(name);
    const due = entry.waiting.filter(({ after }) => entry.openedAt + after <= now.getTime());
    for (const person of due) {
      const at = new Date(entry.openedAt + person.after);
      const before = inOrder(entry.comments).filter(({ createdTime }) => Date.parse(createdTime) <= at.getTime());
      const message = typeof person.message === "string" ? person.message : person.message(before);
      if (message !== undefined) this.write(entry, undefined, message, person.authorObjectId, at);
    }
    entry.waiting = entry.waiting.filter((person) => !due.includes(person));
    // A run that came before this one may have got further in time.
    return inOrder(entry.comments).filter(({ createdTime }) => Date.parse(createdTime) <= now.getTime());
  }

  /** Names of the comments that there are on an incident, whatever their time; none on one that nobody opened. */
  known(name: string | undefined): string[] {
    return this.entries.get(name?.toLowerCase() ?? "")?.comments.map((comment) => comment.name) ?? [];
  }

  /**
   * Writes a comment in the caller's name.
   * @param commentName of a new comment, or of one to change; default: a new one
   * @throws ArmError 404; 400 for one too long or one too many; 409 for a comment of somebody else
   */
  comment(
    name: string,
    message: string,
    authorId: string,
    now: Date,
    commentName?: string,
  ): { readonly comment: IncidentComment; readonly created: boolean } {
    this.comments(name, now);
    return this.write(this.entry(name), commentName, message, authorId, now);
  }

  private write(entry: Entry, commentName: string | undefined, message: string, authorId: string, now: Date) {
    if (message === "" || message.length > longestComment)
      throw armErrors.badRequest(`A comment takes 1 to ${longestComment} characters; this one has ${message.length}.`);
    const index = entry.comments.findIndex(({ name }) => name.toLowerCase() === commentName?.toLowerCase());
    const author = this.whoIs(authorId);
    if (index >= 0) {
      const known = entry.comments[index]!;
      if (known.author.objectId !== author.objectId)
        throw armErrors.conflict("Conflict", `The comment '${known.name}' was written by somebody else.`);
      const comment = { ...known, message, lastModifiedTime: now.toISOString() };
      entry.comments[index] = comment;
      return { comment, created: false };
    }
    if (entry.comments.length >= mostComments)
      throw armErrors.badRequest(`The incident has ${mostComments} comments, the most there can be.`);
    const name = commentName ?? v5(`comment ${++this.written}`, namespace);
    const at = now.toISOString();
    const id = `${entry.resource.id}/Comments/${name}`;
    const comment = { id, name, message, createdTime: at, lastModifiedTime: at, author };
    entry.comments.push(comment);
    return { comment, created: true };
  }

  private entry(name: string): Entry {
    const found = this.entries.get(name.toLowerCase());
    if (!found) throw armErrors.missing(`Incident '${name}'`);
    return found;
  }
}

const inOrder = (comments: readonly IncidentComment[]): IncidentComment[] =>
  [...comments].sort((a, b) => Date.parse(a.createdTime) - Date.parse(b.createdTime));

const etag = (name: string, version: number): string => `"${v5(`${name.toLowerCase()} ${version}`, namespace)}"`;
