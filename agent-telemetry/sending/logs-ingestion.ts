import { errors } from "../errors";
import { retryAfter } from "./retry-after";

const apiVersion = "2023-01-01";

/** As much of `fetch` as is used. */
export type Fetch = (
  url: string,
  init: {
    readonly method: "POST";
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Uint8Array<ArrayBuffer>;
    readonly signal: AbortSignal;
  },
) => Promise<{
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}>;

/** Where records go. */
export interface Destination {
  /** logs ingestion endpoint of the data collection rule or endpoint: `https://….ingest.monitor.azure.com` */
  readonly endpoint: string;
  /** immutable id of the data collection rule: `dcr-…` */
  readonly ruleId: string;
  readonly stream: string;
  /** gives a token for `https://monitor.azure.com/.default` */
  readonly token: () => Promise<string>;
  readonly fetch: Fetch;
  /** of one request, in milliseconds */
  readonly timeout: number;
}

/** What became of a request. */
export type Outcome =
  | { readonly kind: "accepted" }
  /** try again, after so many milliseconds where the endpoint said so */
  | { readonly kind: "later"; readonly after?: number; readonly problem: Error }
  /** the body is larger than the endpoint takes */
  | { readonly kind: "tooLarge" }
  /** the same body will never be taken */
  | { readonly kind: "refused"; readonly problem: Error };

/**
 * Sends one body to the Logs Ingestion API. Never rejects.
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview
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
    return first.status === 401 ? (await attempt(destination, body, now, abort)).outcome : first.outcome;
  } catch (error) {
    return { kind: "later", problem: errors.failed("sending", reason(error)) };
  }
}

async function attempt(
  { endpoint, ruleId, stream, token, fetch, timeout }: Destination,
  body: Buffer,
  now: () => Date,
  abort: AbortSignal,
): Promise<{ status: number; outcome: Outcome }> {
  const signal = AbortSignal.any([AbortSignal.timeout(timeout), abort]);
  const bearer = await orAborted(token(), signal);
  const base = endpoint.replace(/\/+$/, "");
  const url = `${base}/dataCollectionRules/${encodeURIComponent(ruleId)}/streams/${encodeURIComponent(stream)}?api-version=${apiVersion}`;
  const headers = {
    Authorization: `Bearer ${bearer}`,
    "Content-Type": "application/json",
    "Content-Encoding": "gzip",
  };
  const response = await orAborted(fetch(url, { method: "POST", headers, body: new Uint8Array(body), signal }), signal);
  const answer = (await orAborted(response.text(), signal)).slice(0, 500);
  const { status } = response;
  return { status, outcome: outcomeOf(status, answer, retryAfter(response.headers.get("Retry-After"), now())) };
}

function outcomeOf(status: number, answer: string, after: number | undefined): Outcome {
  if (status >= 200 && status < 300) return { kind: "accepted" };
  if (status === 413) return { kind: "tooLarge" };
  const later = (next: string): Outcome => ({ kind: "later", after, problem: errors.refused(status, answer, next) });
  if (status === 401 || status === 403)
    return later("assign the role Monitoring Metrics Publisher on the rule; it can take 30 minutes to work");
  if (status === 404) return later("see that endpoint and ruleId are those of the data collection rule");
  if (status === 408 || status === 429 || status >= 500 || status < 400) return later("it is tried again");
  return {
    kind: "refused",
    problem: errors.refused(status, answer, "see that the rule has this stream with this version's columns"),
  };
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
