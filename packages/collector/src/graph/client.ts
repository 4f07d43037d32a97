import type { Fetch, FetchResponse } from "../http/fetch";
import { type Pacing, waitBefore } from "../http/pacing";
import { GraphRequestError, graphFailures } from "./errors";

/** Where Graph is, and how it is reached. */
export interface GraphClientOptions {
  /** @default https://graph.microsoft.com */
  readonly endpoint?: string;
  /** Gives a token for `https://graph.microsoft.com/.default`. */
  token(): Promise<string>;
  readonly fetch: Fetch;
  readonly pacing: Pacing;
  /** how often one request is tried. @default 8 */
  readonly attempts?: number;
}

export type GraphVersion = "v1.0" | "beta";

/** A list's page. */
interface Page<T> {
  readonly value: readonly T[];
  readonly "@odata.nextLink"?: string;
  readonly "@odata.deltaLink"?: string;
}

/** What changed, and where to go on from. */
export type Delta<T> = { readonly value: readonly T[]; readonly link: string } | "reset";

/** An answer to one request of a batch. */
export interface BatchAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** An answer as a batch has it. */
interface BatchItem extends BatchAnswer {
  readonly id: string;
  readonly headers?: Readonly<Record<string, string>> | null;
}

interface Pending {
  readonly path: string;
  attempt: number;
  /** when it may be sent, milliseconds since 1970 */
  due: number;
}

const mostInBatch = 20;

/** Reads Microsoft Graph: pages, batches, changes; waits where Graph says so. */
export class GraphClient {
  private readonly endpoint: string;
  private readonly attempts: number;
  private sent = 0;

  constructor(private readonly options: GraphClientOptions) {
    this.endpoint = (options.endpoint ?? "https://graph.microsoft.com").replace(/\/+$/, "");
    this.attempts = options.attempts ?? 8;
  }

  /** HTTP requests so far, a batch being one. */
  get requests(): number {
    return this.sent;
  }

  /**
   * One object.
   * @throws GraphRequestError
   */
  async get<T>(version: GraphVersion, path: string): Promise<T> {
    return (await this.read(this.url(version, path), version, path)) as T;
  }

  /** A list, page by page. */
  async *pages<T>(version: GraphVersion, path: string): AsyncGenerator<readonly T[]> {
    yield* this.from<T>(version, path, this.url(version, path));
  }

  /** Pages from a link on. */
  private async *from<T>(version: GraphVersion, path: string, link: string | undefined): AsyncGenerator<readonly T[]> {
    const been = new Set<string>();
    for (let next = link; next; ) {
      const page = await this.page<T>(version, path, next, been);
      yield page.value;
      next = page["@odata.nextLink"];
    }
  }

  /** One page. A list whose links lead back to where they were would never end. */
  private async page<T>(version: GraphVersion, path: string, link: string, been: Set<string>): Promise<Page<T>> {
    if (been.has(link)) throw graphFailures.endless(path);
    been.add(link);
    return pageIn<T>(await this.read(this.own(link), version, path), `${version}/${path}`);
  }

  /** A whole list. */
  async list<T>(version: GraphVersion, path: string): Promise<readonly T[]> {
    const all: T[] = [];
    for await (const page of this.pages<T>(version, path)) all.push(...page);
    return all;
  }

  /**
   * What changed since a link, to its end.
   * @returns `reset` when Graph no longer knows the link: read everything, and begin with a new one
   */
  async changes<T>(version: GraphVersion, path: string, since?: string): Promise<Delta<T>> {
    const value: T[] = [];
    let link = since ?? this.url(version, path);
    const been = new Set<string>();
    for (;;) {
      let page: Page<T>;
      try {
        page = await this.page<T>(version, path, link, been);
      } catch (error) {
        if (since !== undefined && isReset(error)) return "reset";
        throw error;
      }
      value.push(...page.value);
      if (page["@odata.deltaLink"]) return { value, link: this.own(page["@odata.deltaLink"]) };
      if (!page["@odata.nextLink"]) throw graphFailures.unreadable(path, "a page of changes without a link");
      link = page["@odata.nextLink"];
    }
  }

  /**
   * Many requests, twenty at a time. Each is answered on its own: what is throttled waits as long as its own `Retry-After`
   * says while the others go on.
   * @returns answers by path, refusals too
   */
  async batch(version: GraphVersion, paths: readonly string[]): Promise<ReadonlyMap<string, BatchAnswer>> {
    const { clock, sleep } = this.options.pacing;
    const answers = new Map<string, BatchAnswer>();
    let queue: Pending[] = [...new Set(paths)].map((path) => ({ path, attempt: 1, due: 0 }));
    while (queue.length > 0) {
      const now = clock.now().getTime();
      const ready = queue.filter(({ due }) => due <= now).slice(0, mostInBatch);
      if (ready.length === 0) {
        await sleep(Math.min(...queue.map(({ due }) => due)) - now);
        continue;
      }
      const done = await this.sendBatch(version, ready, answers);
      queue = queue.filter((pending) => !done.has(pending));
      // Refused as one: the limit is the application's, and the others would fare no better.
      if (done.size === 0) await sleep(Math.max(0, Math.min(...ready.map(({ due }) => due)) - clock.now().getTime()));
    }
    return answers;
  }

  /**
   * Many lists, whole.
   * @param tolerate statuses that stand in the place of a list rather than being an error
   * @throws GraphRequestError for the first that is refused otherwise
   */
  async lists<T>(
    version: GraphVersion,
    paths: readonly string[],
    tolerate: readonly number[] = [],
  ): Promise<ReadonlyMap<string, readonly T[] | number>> {
    const found = new Map<string, readonly T[] | number>();
    for (const [path, { status, body }] of await this.batch(version, paths)) {
      if (tolerate.includes(status)) found.set(path, status);
      else if (status !== 200) throw graphFailures.refused(status, body, version, path);
      else found.set(path, await this.rest(version, path, pageIn<T>(body, `${version}/${path}`)));
    }
    return found;
  }

  private async rest<T>(version: GraphVersion, path: string, first: Page<T>): Promise<readonly T[]> {
    const all = [...first.value];
    for await (const value of this.from<T>(version, path, first["@odata.nextLink"])) all.push(...value);
    return all;
  }

  /** Those that need no further attempt. */
  private async sendBatch(
    version: GraphVersion,
    ready: readonly Pending[],
    answers: Map<string, BatchAnswer>,
  ): Promise<ReadonlySet<Pending>> {
    const requests = ready.map(({ path }, i) => ({ id: String(i), method: "GET", url: `/${path}` }));
    const { responses } = (await this.read(this.url(version, "$batch"), version, "$batch", { requests })) as {
      responses?: unknown;
    };
    if (!Array.isArray(responses)) throw graphFailures.unreadable(`${version}/$batch`, "a batch without answers");
    const byId = new Map((responses as BatchItem[]).map((response) => [String(response.id), response]));
    const done = new Set<Pending>();
    for (const [i, pending] of ready.entries()) {
      // A request that a batch does not answer was not answered for now.
      const { status = 503, headers, body: answer } = byId.get(String(i)) ?? {};
      if (!isTemporary(status)) {
        answers.set(pending.path, { status, body: answer });
        done.add(pending);
        continue;
      }
      if (pending.attempt >= this.attempts)
        throw graphFailures.exhausted(`${version}/${pending.path}`, pending.attempt, String(status));
      const retryAfter =
        Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "retry-after")?.[1] ?? null;
      const { pacing } = this.options;
      pending.due = pacing.clock.now().getTime() + waitBefore(pending.attempt, retryAfter, pacing);
      pending.attempt++;
    }
    return done;
  }

  private async read(url: string, version: string, path: string, body?: unknown): Promise<unknown> {
    const { pacing } = this.options;
    for (let attempt = 1, last = ""; ; attempt++) {
      if (attempt > this.attempts) throw graphFailures.exhausted(`${version}/${path}`, this.attempts, last);
      const response = await this.attempt(url, body);
      if (response instanceof Error) {
        last = String(response.cause ?? response.message);
        await pacing.sleep(waitBefore(attempt, null, pacing));
        continue;
      }
      const { status } = response;
      if (isTemporary(status)) {
        last = String(status);
        await pacing.sleep(waitBefore(attempt, response.headers.get("Retry-After"), pacing));
        continue;
      }
      // A token may have run out on the way.
      if (status === 401 && attempt === 1) continue;
      const text = await bodyOf(response);
      if (text instanceof Error) {
        last = String(text.cause ?? text.message);
        await pacing.sleep(waitBefore(attempt, null, pacing));
        continue;
      }
      const answer = parsed(text);
      if (status !== 200) throw graphFailures.refused(status, answer, version, path);
      if (answer === undefined) throw graphFailures.unreadable(`${version}/${path}`, text);
      return answer;
    }
  }

  private async attempt(url: string, body: unknown): Promise<FetchResponse | Error> {
    const Authorization = `Bearer ${await this.options.token()}`;
    this.sent++;
    try {
      return await this.options.fetch(url, {
        method: body === undefined ? "GET" : "POST",
        headers: { Authorization, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (error) {
      return error as Error;
    }
  }

  private url(version: GraphVersion, path: string): string {
    return `${this.endpoint}/${version}/${path}`;
  }

  /** A link that Graph gave, when it leads to Graph. */
  private own(link: string): string {
    if (!URL.canParse(link) || new URL(link).origin !== new URL(this.endpoint).origin)
      throw graphFailures.foreignLink(link, this.endpoint);
    return link;
  }
}

function isTemporary(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501);
}

/** https://learn.microsoft.com/graph/delta-query-overview#synchronization-reset */
function isReset(error: unknown): boolean {
  if (!(error instanceof GraphRequestError)) return false;
  return error.status === 410 || (error.status === 400 && /token|syncState|resync/i.test(error.message));
}

/** What an answer says, or why it broke off. */
const bodyOf = async (response: FetchResponse): Promise<string | Error> =>
  await response.text().catch((error: unknown) => error as Error);

/** A page that is one. */
function pageIn<T>(answer: unknown, path: string): Page<T> {
  const page = answer as Page<T> | null | undefined;
  if (!Array.isArray(page?.value)) throw graphFailures.unlisted(path);
  return page;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
