import { Metadata, Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { OtlpError } from "@sentinel-agent-identities/otlp";
import { Refusal, success } from "@sentinel-agent-identities/otlp/receiving";
import { TelemetryError } from "../errors";
import type { Counters } from "./counters";
import { pause, type RelayLimits, weight } from "./limits";
import { retryDetails } from "./retry-details";
import type { Doorkeeper } from "./secret";
import type { Taken } from "./taking";

/** What the server works with. */
export interface GrpcOptions {
  readonly take: (body: Uint8Array, format: "application/x-protobuf") => Promise<Taken>;
  readonly limits: RelayLimits;
  readonly counters: Counters;
  readonly mayEnter: Doorkeeper;
  readonly report: (problem: Error) => void;
}

type Call = ServerUnaryCall<Buffer, Buffer>;

/** Requests at a time on one connection. */
const mostStreams = 100;
const format = "application/x-protobuf";

/** OTLP over gRPC: https://opentelemetry.io/docs/specs/otlp/#otlpgrpc */
export function otlpGrpcServer(options: GrpcOptions): Server {
  const server = new Server({
    "grpc.max_receive_message_length": options.limits.mostBytes,
    "grpc.max_concurrent_streams": mostStreams,
  });
  const ignored = (signal: "logs" | "metrics") => async () => {
    options.counters[signal]++;
    return { signed: Promise.resolve() };
  };
  addExport(server, "trace.v1.TraceService", options, (body) => options.take(body, format));
  addExport(server, "logs.v1.LogsService", options, ignored("logs"));
  addExport(server, "metrics.v1.MetricsService", options, ignored("metrics"));
  return server;
}

/** Listens. @returns the port */
export function bindGrpc(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

/** Ends when the requests under way are answered, or after so many milliseconds. */
export function closeGrpc(server: Server, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.forceShutdown(), milliseconds);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Adds a service's only method. Messages stay bytes: they are read as those that come over HTTP are. */
function addExport(
  server: Server,
  service: string,
  options: GrpcOptions,
  work: (body: Buffer) => Promise<Taken>,
): void {
  const bytes = (value: Buffer) => value;
  const path = `/opentelemetry.proto.collector.${service}/Export`;
  const method = { path, requestStream: false, responseStream: false } as const;
  const definition = {
    Export: {
      ...method,
      requestSerialize: bytes,
      requestDeserialize: bytes,
      responseSerialize: bytes,
      responseDeserialize: bytes,
    },
  };
  server.addService(definition, {
    Export: (call: Call, done: sendUnaryData<Buffer>) => {
      answer(call, options, work).then(
        (body) => done(null, body),
        (error) => done(statusOf(error, options)),
      );
    },
  });
}

async function answer(
  call: Call,
  { limits, mayEnter }: GrpcOptions,
  work: (body: Buffer) => Promise<Taken>,
): Promise<Buffer> {
  if (!mayEnter(call.metadata.get("authorization")[0]?.toString()))
    throw new Refusal(401, "send the metadata authorization: Bearer <what is in the relay's tokenFile>");
  const working = await limits.working.enter("", weight * call.request.length);
  let taken: Taken | undefined;
  try {
    taken = await work(call.request);
    return success(format, taken.partial).body as Buffer;
  } finally {
    if (taken) void taken.signed.then(() => working.end());
    else working.end();
  }
}

/** Senders try again after UNAVAILABLE, and after RESOURCE_EXHAUSTED where it says when. */
function statusOf(error: Error, { report }: GrpcOptions) {
  if (error instanceof OtlpError) return { code: status.INVALID_ARGUMENT, details: error.message };
  if (error instanceof Refusal && error.status === 401) return { code: status.UNAUTHENTICATED, details: error.message };
  const isForeseen = error instanceof TelemetryError || error instanceof Refusal;
  if (!isForeseen) report(error);
  const code = error instanceof Refusal ? status.RESOURCE_EXHAUSTED : status.UNAVAILABLE;
  const details = isForeseen ? error.message : "the relay failed; see its log";
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", retryDetails(code, details, pause));
  return { code, details, metadata };
}
