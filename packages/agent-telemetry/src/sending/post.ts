import { retryAfter } from "@sentinel-agent-identities/clock";
import { errors } from "../errors";
import type { Answer, Outcome, Service } from "./service";

/** As much of an answer as is read: an intake may name every row of a body. */
const longestAnswer = 1024 * 1024;

/** Nobody is believed who asks for a longer wait: an hour. */
const longestWait = 3_600_000;

/** As much of `fetch` as is used. */
export type Fetch = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array<ArrayBuffer>;
    readonly signal: AbortSignal;
    readonly redirect: "manual";
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** Where records go, and how. */
export interface Destination {
  readonly service: Service;
  /** gives a token for a scope */
  readonly token: (scope: string) => Promise<string>;
  readonly fetch: Fetch;
  /** of one request, in milliseconds */
  readonly timeout: number;
}

/**
 * Sends one body. Never rejects.
 * @param body gzip of a JSON array
 */
export async function post(
  destination: Destination,
  body: Buffer,
  now: () => Date,
  abort: AbortSignal,
): Promise<Outcome> {
  try {
    const first = await attempt(destination, body, now, abort);
    // A token may have run out on the way.
    const answer = first.status === 401 ? await attempt(destination, body, now, abort) : first;
    return destination.service.outcomeOf(answer);
  } catch (error) {
    return { kind: "later", problem: errors.failed("sending", reason(error)) };
  }
}

async function attempt(
  { service, token, fetch, timeout }: Destination,
  body: Buffer,
  now: () => Date,
  abort: AbortSignal,
): Promise<Answer> {
  const signal = AbortSignal.any([AbortSignal.timeout(timeout), abort]);
  const bearer = await orAborted(token(service.scope), signal);
  const headers = {
    Authorization: `Bearer ${bearer}`,
    "Content-Type": "application/json",
    "Content-Encoding": "gzip",
  };
  // Followed, a redirect would become a GET without records, and its page a yes.
  const init = { method: "POST", headers, body: new Uint8Array(body), signal, redirect: "manual" } as const;
  const response = await orAborted(fetch(service.url, init), signal);
  const text = (await orAborted(response.text(), signal)).slice(0, longestAnswer);
  const said = (name: string) => response.headers.get(name);
  const asked = retryAfter(said("Retry-After"), now(), said("Date"));
  return { status: response.status, text, after: asked === undefined ? undefined : Math.min(longestWait, asked) };
}

/** A promise that is not waited for after the signal, whoever ignores it. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** `fetch` says "fetch failed" and hides why in the cause. */
function reason(error: unknown): unknown {
  return (error as Error | undefined)?.cause ?? error;
}
