import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { OtlpError } from "@sentinel-agent-identities/otlp";
import {
  announcedSize,
  bodyHeaders,
  type Format,
  failure,
  type HeaderOf,
  later,
  Refusal,
  readBody,
  success,
  type TelemetryAnswer,
  unpack,
} from "@sentinel-agent-identities/otlp/receiving";
import { TelemetryError } from "../errors";
import type { Counters } from "./counters";
import { pause, type RelayLimits, weight } from "./limits";
import type { Doorkeeper } from "./secret";
import { isLoopback } from "./settings/kinds";
import type { Taken } from "./taking";

/** What the server works with. */
export interface HttpOptions {
  readonly take: (body: Uint8Array, format: Format) => Promise<Taken>;
  readonly limits: RelayLimits;
  readonly counters: Counters;
  readonly mayEnter: Doorkeeper;
  /** whether only this machine's own names are answered to */
  readonly isLocal: boolean;
  /** `GET /healthz` */
  readonly health: () => { readonly status: number; readonly body: object };
  readonly report: (problem: Error) => void;
}

/** OTLP over HTTP: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
export function otlpHttpServer(options: HttpOptions): Server {
  const server = createServer((request, response) => void answer(request, response, options));
  // Senders come again every few seconds: a connection that is closed just then costs them a request.
  server.keepAliveTimeout = 180_000;
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  const { status, headers, body } = await answerOf(request, options);
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  // What is not read of a body would be taken for the next request.
  const rest = request.complete ? {} : { Connection: "close" };
  response.writeHead(status, { ...headers, ...rest, "Content-Length": bytes.length });
  response.end(bytes);
}

async function answerOf(request: IncomingMessage, options: HttpOptions): Promise<TelemetryAnswer> {
  const header: HeaderOf = (name) => [request.headers[name]].flat().join(", ") || null;
  const format: Format = /^application\/x-protobuf\s*(;|$)/i.test(header("content-type") ?? "")
    ? "application/x-protobuf"
    : "application/json";
  try {
    const path = (request.url ?? "").replace(/\?.*$/s, "");
    refuseStrangers(header, options);
    if (path === "/healthz") return health(request.method, options);
    if (!options.mayEnter(header("authorization") ?? undefined))
      throw new Refusal(401, "send Authorization: Bearer <what is in the relay's tokenFile>", {
        "WWW-Authenticate": "Bearer",
      });
    const signal = /^\/v1\/(traces|logs|metrics)$/.exec(path)?.[1] as "traces" | "logs" | "metrics" | undefined;
    if (signal === undefined)
      throw new Refusal(
        404,
        `there is no ${path.slice(0, 60)}; spans go to /v1/traces, and OTEL_EXPORTER_OTLP_ENDPOINT is without a path`,
      );
    if (request.method !== "POST") throw new Refusal(405, "send POST", { Allow: "POST" });
    if (format === "application/json") requireJson(header);
    return await held(header, request, options, async (body) => {
      if (signal === "traces") return options.take(body, format);
      options.counters[signal]++;
      return { signed: Promise.resolve() };
    });
  } catch (error) {
    return failureOf(error as Error, format, options);
  }
}

function failureOf(error: Error, format: Format, { report }: HttpOptions): TelemetryAnswer {
  if (error instanceof Refusal) return failure(format, error.status, error.message, error.headers);
  if (error instanceof OtlpError) return failure(format, 400, error.message);
  const isForeseen = error instanceof TelemetryError;
  if (!isForeseen) report(error);
  const { status, message, headers } = later(isForeseen ? error.message : "the relay failed; see its log", pause);
  return failure(format, status, message, headers);
}

/** A page in a browser on this machine reaches it too: as a page of its own name, or as one that is given this address. */
function refuseStrangers(header: HeaderOf, { isLocal }: HttpOptions): void {
  if (header("origin") !== null) throw new Refusal(403, "web pages cannot send here");
  const host = (header("host") ?? "").replace(/:\d+$/, "");
  if (isLocal && host !== "" && !isLoopback(host))
    throw new Refusal(403, `this is not ${host.slice(0, 60)}; use 127.0.0.1 or localhost`);
}

function health(method: string | undefined, options: HttpOptions): TelemetryAnswer {
  if (method !== "GET" && method !== "HEAD") throw new Refusal(405, "send GET", { Allow: "GET" });
  const { status, body } = options.health();
  return { status, headers: { "Content-Type": "application/json" }, body };
}

function requireJson(header: HeaderOf): void {
  const type = header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Refusal(415, `Content-Type is "${type}"; send application/x-protobuf or application/json`);
}

/** Reads a body when there is memory for it, and counts it until what it holds is signed. */
async function held(
  header: HeaderOf,
  request: IncomingMessage,
  { limits }: HttpOptions,
  work: (body: Buffer) => Promise<Taken>,
): Promise<TelemetryAnswer> {
  const format: Format = header("content-type")?.includes("protobuf") ? "application/x-protobuf" : "application/json";
  const { packed, length } = bodyHeaders(header, limits);
  const reading = await limits.reading.enter("", length);
  try {
    const sent = await readBody(pieces(request), limits);
    reading.resize(sent.length);
    const size = packed ? announcedSize(sent, limits) : sent.length;
    const working = await limits.working.enter("", weight * size);
    let taken: Taken | undefined;
    try {
      const more = () => working.resize(weight * limits.mostBytes);
      taken = await work(packed ? await unpack(sent, size, limits, more) : sent);
      return success(format, taken.partial);
    } finally {
      if (taken) void taken.signed.then(() => working.end());
      else working.end();
    }
  } finally {
    reading.end();
  }
}

/** The answer goes out on a connection whose request is not read to its end. */
const pieces = (request: IncomingMessage): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => request.iterator({ destroyOnReturn: false }),
});
