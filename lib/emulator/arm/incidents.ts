import { v5 } from "uuid";
import { nameAlone, nobody } from "./comment-author";
import { armErrors } from "./errors";
import { changesBetween, labelsOf, type Properties } from "./incident-changes";
import type { CardAnswer, IncidentResource, IncidentWrite } from "./incident-resource";
import type { CommentAuthor, CommentSync, IncidentComment, Person } from "./people";

const namespace = "c6d2a5be-2d36-5d41-8f59-0a3a6c1c7f14";
/** https://learn.microsoft.com/azure/sentinel/sentinel-service-limits#incident-limits */
const mostComments = 100;
const longestComment = 30_000;

/** A comment, and from when on Sentinel has it, in milliseconds. */
interface Entered extends IncidentComment {
  readonly visibleAt: number;
}

/** Somebody who has yet to speak, and when, in milliseconds. */
interface Speaker {
  readonly person: Person;
  readonly at: number;
}

interface Entry {
  resource: IncidentResource;
  readonly comments: Entered[];
  /** soonest first */
  waiting: Speaker[];
  version: number;
}

/** The incidents that playbooks see, with their comments. */
export class Incidents {
  private readonly entries = new Map<string, Entry>();
  private written = 0;
  /** Told of every change that is made here. */
  onWrite: (write: IncidentWrite) => void = () => {};

  /**
   * @param whoIs what the directory says about an object id
   * @param sync how comments come from the Defender portal. @default - there is none
   */
  constructor(
    private readonly people: readonly Person[] = [],
    private readonly whoIs: (objectId: string) => CommentAuthor = nobody,
    private readonly sync: CommentSync = { delay: 0, author: "full" },
  ) {}

  /** Makes an incident known, as it is when it comes to Sentinel; one that is known stays as it is. */
  open({ id, name, properties }: Pick<IncidentResource, "id" | "name" | "properties">, now: Date): void {
    const known = this.entries.get(name.toLowerCase());
    if (known) return;
    const number = properties.incidentNumber;
    const waiting = this.people
      .filter((person) => person.incident === undefined || person.incident === number)
      .map((person) => ({ person, at: now.getTime() + person.after }))
      .sort((a, b) => a.at - b.at);
    this.entries.set(name.toLowerCase(), {
      resource: { id, name, etag: etag(name, 0), type: "Microsoft.SecurityInsights/Incidents", properties },
      comments: [],
      waiting,
      version: 0,
    });
  }

  /** Takes over what the portal that makes the incidents says of one. */
  refresh(name: string, properties: Readonly<Record<string, unknown>>): void {
    const entry = this.entry(name);
    entry.version++;
    entry.resource = {
      ...entry.resource,
      etag: etag(name, entry.version),
      properties: { ...entry.resource.properties, ...properties },
    };
  }

  /** From now on people see, and answer on, another incident. */
  redirect(name: string, target: string, now: Date): void {
    const [from, to] = [this.entries.get(name.toLowerCase()), this.entries.get(target.toLowerCase())];
    if (!from || !to) return;
    this.speak(from, now);
    to.waiting = [...to.waiting, ...from.waiting.filter((one) => !isInTeams(one))].sort((a, b) => a.at - b.at);
    // A card stays where it is.
    from.waiting = from.waiting.filter(isInTeams);
  }

  /**
   * The next answer to a card that is posted now; who speaks has spoken then. Who would have answered before is passed over: there was
   * no card.
   */
  answerInTeams(name: string, now: Date): CardAnswer | undefined {
    const entry = this.entries.get(name.toLowerCase());
    const before = entry ? inOrder(entry.comments) : [];
    for (const one of entry?.waiting.filter(isInTeams) ?? []) {
      const { person, at } = one;
      if (at < now.getTime()) continue;
      const said = typeof person.message === "string" ? person.message : person.message(before);
      if (said === undefined) continue;
      entry!.waiting = entry!.waiting.filter((other) => other !== one);
      return { after: at - now.getTime(), authorObjectId: person.authorObjectId, said };
    }
    return undefined;
  }

  /** When people are going to say something on an incident. */
  plannedTimes(name: string): readonly Date[] {
    const commenting = this.entry(name).waiting.filter((one) => !isInTeams(one));
    return commenting.map(({ person, at }) => new Date(at + this.delayOf(person)));
  }

  /** Numbers of the incidents that somebody has something to say on. */
  get awaited(): readonly number[] {
    return this.people.flatMap(({ incident }) => incident ?? []);
  }

  /** Whether there is one of that name. */
  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /** The incident that holds an alert; of several, the one that was not merged away. */
  holding(alertId: string): IncidentResource | undefined {
    const holds = ({ alerts }: Properties) =>
      ((alerts ?? []) as readonly { readonly name: string }[]).some(({ name }) => name === alertId);
    const all = [...this.entries.values()]
      .map(({ resource }) => resource)
      .filter(({ properties }) => holds(properties));
    return all.find(({ properties }) => !labelsOf(properties).includes("Redirected")) ?? all[0];
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
    const changes = changesBetween(resource.properties, entry.resource.properties);
    this.onWrite({ name, at: now, changes, properties: entry.resource.properties });
    return entry.resource;
  }

  /** Comments by a time, oldest first; people say what they had to say by then. @throws ArmError 404 */
  comments(name: string, now: Date): readonly IncidentComment[] {
    const entry = this.entry(name);
    this.speak(entry, now);
    // A run that came before this one may have got further in time.
    return inOrder(entry.comments)
      .filter(({ visibleAt }) => visibleAt <= now.getTime())
      .map(({ visibleAt: _, ...comment }) => comment);
  }

  /** Whether somebody says something by now; who has nothing to answer yet may have later. */
  hear(name: string, now: Date): boolean {
    const entry = this.entry(name);
    const before = entry.comments.length;
    this.speak(entry, now, "wait");
    return entry.comments.length > before;
  }

  private speak(entry: Entry, now: Date, otherwise: "wait" | "leave" = "leave"): void {
    const due = entry.waiting.filter((one) => one.at <= now.getTime() && !isInTeams(one));
    entry.waiting = entry.waiting.filter((one) => !due.includes(one));
    for (const one of due) {
      const { person, at } = one;
      const before = inOrder(entry.comments).filter(({ createdTime }) => Date.parse(createdTime) <= at);
      const message = typeof person.message === "string" ? person.message : person.message(before);
      if (message === undefined) {
        if (otherwise === "wait") entry.waiting.push(one);
        continue;
      }
      const delay = this.delayOf(person);
      const author = this.whoIs(person.authorObjectId);
      const known = person.via === "azure" || this.sync.author === "full" ? author : nameAlone(author);
      this.write(entry, undefined, message, known, new Date(at), delay);
    }
  }

  private delayOf({ via }: Person): number {
    return via === "azure" ? 0 : this.sync.delay;
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
    const entry = this.entry(name);
    this.speak(entry, now);
    const written = this.write(entry, commentName, message, this.whoIs(authorId), now);
    const { properties } = entry.resource;
    this.onWrite({ name, at: now, changes: [{ what: "Comments", source: "Playbook" }], properties });
    return written;
  }

  private write(
    entry: Entry,
    commentName: string | undefined,
    message: string,
    author: CommentAuthor,
    now: Date,
    delay = 0,
  ) {
    if (message === "" || message.length > longestComment)
      throw armErrors.badRequest(`A comment takes 1 to ${longestComment} characters; this one has ${message.length}.`);
    const index = entry.comments.findIndex(({ name }) => name.toLowerCase() === commentName?.toLowerCase());
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
    entry.comments.push({ ...comment, visibleAt: now.getTime() + delay });
    return { comment, created: true };
  }

  private entry(name: string): Entry {
    const found = this.entries.get(name.toLowerCase());
    if (!found) throw armErrors.missing(`Incident '${name}'`);
    return found;
  }
}

const isInTeams = ({ person }: Speaker): boolean => person.via === "teams";

const inOrder = <C extends IncidentComment>(comments: readonly C[]): C[] =>
  [...comments].sort((a, b) => Date.parse(a.createdTime) - Date.parse(b.createdTime));

const etag = (name: string, version: number): string => `"${v5(`${name.toLowerCase()} ${version}`, namespace)}"`;
