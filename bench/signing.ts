import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ExportResultCode } from "@opentelemetry/core";
import { JsonTraceSerializer } from "@opentelemetry/otlp-transformer";
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import {
  type AgentRecord,
  AgentTelemetry,
  newChain,
  recordFromSpan,
  type SigningKey,
  signingKey,
} from "@sentinel-agent-identities/telemetry";
import { AGENT_ID } from "../examples/finance-agent/ids";
import { record } from "../examples/finance-agent/simulation/recording";
import { seal } from "../packages/agent-telemetry/src/signing/seal";
import { measure } from "./measure";
import { line, milliseconds } from "./print";

const accepted = { status: 204, headers: { get: () => null }, text: async () => "" };
const noAnswer = async () => {};

/**
 * What signing costs: on the agent's thread, per core, and beside an export of the same spans without it. The spans are
 * a recorded day of the finance agent, and requests are answered at once.
 * @param folder for spools and keys
 */
export async function benchSigning(folder: string): Promise<void> {
  const spans = await recordedSpans();
  await benchCallingPath(spans, join(folder, "calling"));
  console.log();
  for (const [name, key] of keys()) await benchKey(name, key, spans);
  console.log();
  await benchExport(spans, join(folder, "export"));
}

async function recordedSpans(): Promise<ReadableSpan[]> {
  const spans: ReadableSpan[] = [];
  const onEnd = (span: ReadableSpan) => void spans.push(span);
  await record("ordinary-week", 1, { onStart() {}, onEnd, forceFlush: noAnswer, shutdown: noAnswer });
  return spans;
}

function keys(): [name: string, key: SigningKey][] {
  return [
    ["EdDSA", signingKey(generateKeyPairSync("ed25519").privateKey)],
    ["ES256", signingKey(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey)],
  ];
}

function telemetryIn(folder: string, more: object = {}): AgentTelemetry {
  const options = { agentId: AGENT_ID, endpoint: "https://localhost", ruleId: "dcr-0", token: async () => "token" };
  return new AgentTelemetry({ ...options, folder, fetch: async () => accepted, flushTimeout: 60_000, ...more });
}

/** Time that an agent's thread spends in `onEnd`, beside OpenTelemetry's own batch processor. */
async function benchCallingPath(spans: readonly ReadableSpan[], folder: string): Promise<void> {
  const signed = telemetryIn(folder, { maxQueuedSpans: 1_000_000, maxQueuedBytes: 1e12 });
  const batch = new BatchSpanProcessor(idleExporter, { maxQueueSize: 1_000_000 });
  const all = (onEnd: (span: ReadableSpan) => void) => () => {
    for (const span of spans) onEnd(span);
  };
  const [ours, theirs] = await measure([all((span) => signed.onEnd(span)), all((span) => batch.onEnd(span))], 51, 10);
  const perSpan = (ms: number) => `${((ms * 1000) / spans.length).toFixed(3)} µs`;
  line("on the agent's thread, per span: onEnd, signed", perSpan(ours!.median));
  line("on the agent's thread, per span: BatchSpanProcessor", perSpan(theirs!.median));
  await signed.shutdown();
  await batch.shutdown();
}

/** Mapping, canonical form, hash, signature and row, for one algorithm. */
async function benchKey(name: string, key: SigningKey, spans: readonly ReadableSpan[]): Promise<void> {
  const before = process.cpuUsage();
  const count = recordsOf(spans).length;
  let records = 0;
  const once = async () => {
    const made = recordsOf(spans);
    records += made.length;
    await seal(made, newChain(AGENT_ID, "bench"), key, Number.POSITIVE_INFINITY);
  };
  const [timing] = await measure([once], 5, 2);
  const { user, system } = process.cpuUsage(before);
  line(`${name}: ${count} records mapped, chained and signed`, milliseconds(timing!));
  line(`${name}: records per second of one core`, `${Math.round(records / ((user + system) / 1e6))}`);
}

function recordsOf(spans: readonly ReadableSpan[]): AgentRecord[] {
  return spans.map((span) => recordFromSpan(span, AGENT_ID)).filter((made) => made !== undefined);
}

/** The whole way, spool and its fsync included, beside OTLP/JSON in gzip from the batch processor. */
async function benchExport(spans: readonly ReadableSpan[], folder: string): Promise<void> {
  const signed = telemetryIn(folder);
  const batch = new BatchSpanProcessor(unsignedExporter(), { maxQueueSize: 1_000_000 });
  const through = (processor: AgentTelemetry | BatchSpanProcessor) => async () => {
    for (const span of spans) processor.onEnd(span);
    await processor.forceFlush();
  };
  const [ours, theirs] = await measure([through(signed), through(batch)], 9, 3);
  line(`${spans.length} spans signed, spooled and sent`, milliseconds(ours!));
  line(`${spans.length} spans as OTLP/JSON, not signed, not spooled`, milliseconds(theirs!));
  line("ratio", `${(ours!.median / theirs!.median).toFixed(2)}x`);
  await signed.shutdown();
  await batch.shutdown();
}

const idleExporter: SpanExporter = {
  export: (_spans, done) => done({ code: ExportResultCode.SUCCESS }),
  shutdown: noAnswer,
};

function unsignedExporter(): SpanExporter {
  return {
    export: (spans, done) => {
      gzipSync(JsonTraceSerializer.serializeRequest(spans)!);
      done({ code: ExportResultCode.SUCCESS });
    },
    shutdown: noAnswer,
  };
}
