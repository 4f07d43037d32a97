import { join } from "node:path";
import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { emptyRecordsState, readKeyRegistry, verifyRecords } from "@sentinel-agent-identities/lineage";
import { type AgentTelemetryOptions, keyInFile, registryEntry } from "@sentinel-agent-identities/telemetry";
import { Relay } from "../src/relay/relay";
import { type RelaySettings, readRelaySettings } from "../src/relay/settings/read";
import type { Endpoint } from "./endpoint";
import { agentId, fastClock, temporaryFolder } from "./support";

const running: Relay[] = [];
afterEach(async () => {
  for (const relay of running.splice(0)) await relay.close();
});

/** What differs from a relay of one agent. */
export interface RelaySetup {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly options?: Partial<AgentTelemetryOptions>;
  /** settings that nobody could write */
  readonly settings?: Partial<RelaySettings>;
  /** whether to wait until it takes spans. @default true */
  readonly isAwaited?: boolean;
}

/** A relay that sends to an endpoint, closed after the test, and the problems it told of. */
export async function startRelay(
  endpoint: Pick<Endpoint, "options">,
  {
    folder = temporaryFolder(),
    environment = {},
    options = {},
    settings: changes = {},
    isAwaited = true,
  }: RelaySetup = {},
) {
  const problems: Error[] = [];
  const settings = readRelaySettings({
    AGENTID_RELAY_AGENT: agentId,
    AGENTID_RELAY_FOLDER: folder,
    AGENTID_RELAY_ENDPOINT: endpoint.options.endpoint,
    AGENTID_RELAY_RULE_ID: endpoint.options.ruleId,
    AGENTID_RELAY_HTTP_PORT: "0",
    AGENTID_RELAY_GRPC_PORT: "0",
    ...environment,
  });
  const { token, fetch } = endpoint.options;
  const report = (problem: Error) => void problems.push(problem);
  const relay = await Relay.start(
    { ...settings, ...changes },
    { token, report, options: { fetch, clock: fastClock(), flushTimeout: 60_000, ...options } },
  );
  running.push(relay);
  while (isAwaited && relay.health.status !== 200) await new Promise((resolve) => setTimeout(resolve, 5));
  const url = `http://127.0.0.1:${relay.httpPort}`;
  const post = (body: string | Uint8Array, headers: Record<string, string> = {}, path = "/v1/traces") =>
    send(`${url}${path}`, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json", ...headers },
    });
  return { relay, problems, folder, url, post };
}

const send = globalThis.fetch;

/** A span of a tool call as OTLP/JSON has it. */
export const otlpSpan = (number: number, attributes: Readonly<Record<string, string>> = {}, changes: object = {}) => ({
  traceId: "5b8efff798038103d269b633813fc60c",
  spanId: (0x1000 + number).toString(16).padStart(16, "0"),
  name: "execute_tool",
  kind: 1,
  startTimeUnixNano: "1772445600000000000",
  endTimeUnixNano: "1772445601000000000",
  attributes: keyValues({
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.call.id": String(number),
    ...attributes,
  }),
  ...changes,
});

const keyValues = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));

/** A request of spans of one resource. */
export const otlpRequest = (spans: readonly object[], resource: Readonly<Record<string, string>> = {}) =>
  JSON.stringify({ resourceSpans: [{ resource: { attributes: keyValues(resource) }, scopeSpans: [{ spans }] }] });

/** What a gRPC call came to. */
export type GrpcAnswer =
  | { readonly code: 0; readonly body: Buffer }
  | { readonly code: number; readonly details: string; readonly metadata: Metadata };

/** Exports bytes over gRPC, as an SDK does. */
export function exportByGrpc(
  port: number,
  body: Uint8Array,
  {
    service = "trace.v1.TraceService",
    headers = {},
    compression = 0,
  }: { service?: string; headers?: Record<string, string>; compression?: number } = {},
): Promise<GrpcAnswer> {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
    "grpc.default_compression_algorithm": compression,
  });
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return new Promise((resolve) => {
    const same = (bytes: Buffer) => bytes;
    client.makeUnaryRequest(
      `/opentelemetry.proto.collector.${service}/Export`,
      same,
      same,
      Buffer.from(body),
      metadata,
      (error: ServiceError | null, answer?: Buffer) => {
        client.close();
        resolve(
          error ? { code: error.code, details: error.details, metadata: error.metadata } : { code: 0, body: answer! },
        );
      },
    );
  });
}

/**
 * What the verifier says of the rows that arrived, as if all of them had at one moment: `Valid` for each that is.
 * @param arrived @default - hours after the day of the tests' clock
 */
export function verdictsOf(
  endpoint: Endpoint,
  folder: string,
  id = agentId,
  arrived = new Date("2026-03-02T12:00:00Z"),
): string[] {
  const entry = registryEntry(keyInFile(join(folder, id, "key.json")), id, new Date(0), new Date("2100-01-01"));
  const stored = endpoint.records.map((row, i) => ({ id: String(i), arrived, row }));
  const now = new Date(arrived.getTime() + 40 * 60_000);
  const registry = readKeyRegistry({ keys: [entry] });
  return verifyRecords(emptyRecordsState, stored, { registry, now }).verdicts.map(({ state }) => state);
}
