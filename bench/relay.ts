import { once } from "node:events";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { JsonTraceSerializer, ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { AGENT_ID } from "../examples/finance-agent/ids";
import { record } from "../examples/finance-agent/simulation/recording";
import { Relay } from "../packages/agent-telemetry/src/relay/relay";
import { readRelaySettings } from "../packages/agent-telemetry/src/relay/settings/read";
import { type Timing, timing } from "./measure";
import type { BenchRow } from "./result";

const accepted = { status: 204, headers: { get: () => null }, text: async () => "" };
/** Spans of one export: of a processor that sends each by itself, of a busy agent, of a full batch. */
const sizes = [1, 8, 64, 512];

/**
 * What the relay adds to an agent's export call over HTTP, beside an endpoint that reads the bytes and says yes. The spans
 * are a recorded day of the finance agent; what is answered is on the disk.
 */
export async function benchRelay(folder: string): Promise<BenchRow[]> {
  const spans = await recordedSpans();
  const sink = await listening(createServer(takeBytes));
  const environment = {
    AGENTID_RELAY_AGENT: AGENT_ID,
    AGENTID_RELAY_FOLDER: folder,
    AGENTID_RELAY_ENDPOINT: "http://127.0.0.1:9",
    AGENTID_RELAY_RULE_ID: "dcr-0",
    AGENTID_RELAY_HTTP_PORT: "0",
    AGENTID_RELAY_GRPC_PORT: "off",
  };
  const relay = await Relay.start(readRelaySettings(environment), {
    token: async () => "token",
    report: (problem) => console.error(problem.message),
    options: { fetch: async () => accepted },
  });
  while (relay.health.status !== 200) await new Promise((resolve) => setTimeout(resolve, 10));
  const rows: BenchRow[] = [];
  for (const [name, format, serializer] of [
    ["protobuf", "application/x-protobuf", ProtobufTraceSerializer],
    ["JSON", "application/json", JsonTraceSerializer],
  ] as const)
    for (const size of sizes) {
      const body = serializer.serializeRequest(spans.slice(0, size))!;
      const [bare, ours] = await timed([portOf(sink), relay.httpPort!], size, (port) => post(port, format, body));
      rows.push({
        name: `${size} spans in ${name}: through the relay`,
        timing: ours!,
        figures: {
          "milliseconds to an endpoint that takes the bytes": bare!.median,
          "milliseconds that the relay adds": ours!.median - bare!.median,
        },
        peakMemory: process.memoryUsage().rss,
      });
    }
  await relay.close();
  sink.close();
  return rows;
}

/** Calls of each, turn by turn. */
async function timed(ports: readonly number[], size: number, call: (port: number) => Promise<void>): Promise<Timing[]> {
  const times = ports.map(() => [] as number[]);
  for (let run = -5; run < 41; run++)
    for (const [i, port] of ports.entries()) {
      const begun = performance.now();
      await call(port);
      if (run >= 0) times[i]!.push(performance.now() - begun);
      // An agent exports every few seconds: what was answered is signed meanwhile.
      await pause(30 + size / 2);
    }
  return times.map(timing);
}

const agent = new Agent({ keepAlive: true });

async function post(port: number, format: string, body: Uint8Array): Promise<void> {
  const headers = { "Content-Type": format, "Content-Length": body.length };
  const sent = request({ host: "127.0.0.1", port, path: "/v1/traces", method: "POST", agent, headers });
  sent.end(body);
  const [response] = await once(sent, "response");
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
  response.resume();
  await once(response, "end");
}

const takeBytes: Parameters<typeof createServer>[1] = (incoming, response) => {
  incoming.on("data", () => {}).on("end", () => response.end("{}"));
};

async function listening(server: Server): Promise<Server> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;

async function recordedSpans(): Promise<ReadableSpan[]> {
  const spans: ReadableSpan[] = [];
  const nothing = async () => {};
  await record("ordinary-week", 1, {
    onStart() {},
    onEnd: (span) => void spans.push(span),
    forceFlush: nothing,
    shutdown: nothing,
  });
  return spans;
}
