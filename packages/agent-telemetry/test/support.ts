import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Attributes,
  ROOT_CONTEXT,
  type SpanContext,
  type SpanKind,
  type SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BasicTracerProvider, type ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { AgentTelemetry, type AgentTelemetryOptions, type Clock } from "@sentinel-agent-identities/telemetry";

export const agentId = "3f6c2b1e-8d47-4c0a-9b52-7e1d4a90c615";
const start = Date.parse("2026-03-02T09:00:00Z");

/** A clock on which time flies: a hundred seconds a second. */
export function fastClock(): Clock & { readonly slept: number[] } {
  const began = Date.now();
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date(start + (Date.now() - began) * 100),
    sleep: (milliseconds, signal) => {
      slept.push(milliseconds);
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, milliseconds / 100);
        signal.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}

const root = mkdtempSync(join(tmpdir(), "agent-telemetry-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder that is gone after the test file. */
export function temporaryFolder(): string {
  return mkdtempSync(join(root, "t-"));
}

/** What differs from a span of a tool call. */
export interface SpanSetup {
  readonly name?: string;
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  readonly resource?: Attributes;
  readonly status?: { readonly code: SpanStatusCode; readonly message?: string };
  readonly parent?: SpanContext;
  /** name of the instrumentation scope */
  readonly scope?: string;
  readonly events?: readonly { readonly name: string; readonly attributes: Attributes }[];
  readonly time?: [start: [number, number], end: [number, number]];
}

/** Spans as the OpenTelemetry SDK ends them. */
export function endedSpans(setups: readonly SpanSetup[]): ReadableSpan[] {
  return setups.map((setup, i) => {
    const ended: ReadableSpan[] = [];
    const keep = { onStart() {}, onEnd: (span: ReadableSpan) => ended.push(span), forceFlush, shutdown: forceFlush };
    const provider = new BasicTracerProvider({
      resource: resourceFromAttributes({ "service.name": "agent", "gen_ai.agent.id": agentId, ...setup.resource }),
      spanProcessors: [keep],
    });
    const seconds = start / 1000 + i;
    const [from, to] = setup.time ?? [
      [seconds, 123_456_789],
      [seconds, 987_654_321],
    ];
    const { kind, attributes, parent } = setup;
    const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    const span = provider
      .getTracer(setup.scope ?? "test")
      .startSpan(setup.name ?? "execute_tool", { kind, attributes, startTime: from }, context);
    if (setup.status) span.setStatus(setup.status);
    for (const { name, attributes: values } of setup.events ?? []) span.addEvent(name, values, from);
    span.end(to);
    return ended[0]!;
  });
}

const forceFlush = async () => {};

/** A tool call. */
export const toolCall = (i: number): SpanSetup => ({
  attributes: {
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": `tool-${i}`,
    "gen_ai.tool.call.id": String(i),
    "gen_ai.tool.call.arguments": JSON.stringify({ secret: `argument-${i}` }),
  },
});

/** So many tool calls. */
export const toolCalls = (count: number, from = 0) =>
  endedSpans(Array.from({ length: count }, (_, i) => toolCall(from + i)));

type Sending = Pick<AgentTelemetryOptions, "token"> & Partial<AgentTelemetryOptions>;

const open: AgentTelemetry[] = [];
afterEach(async () => {
  for (const telemetry of open.splice(0)) await telemetry.shutdown();
});

/** An exporter to a receiver, shut down after the test, and the problems it told of. */
export function exporter(
  receiver: { readonly options: Sending },
  folder: string,
  options: Partial<AgentTelemetryOptions> = {},
) {
  const problems: Error[] = [];
  const telemetry = new AgentTelemetry({
    agentId,
    folder,
    ...receiver.options,
    clock: fastClock(),
    flushTimeout: 20_000,
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  open.push(telemetry);
  return { telemetry, problems };
}

/** Rows in the order of the chain, without copies. */
export const chainQuery = `AgentExecution_CL
  | summarize Copies = count(), take_any(PrevEventSha256, EventOriginalType, EventErrorDetails, ToolId, ContentHashMatch, SignatureState)
      by ChainId, ChainSequence, ContentSha256
  | sort by ChainId asc, ChainSequence asc`;

/** Numbers of the tool calls among rows, in their order. */
export const toolNumbers = (rows: readonly Record<string, unknown>[]) =>
  rows.flatMap(({ ToolId }) => (ToolId ? [Number(ToolId)] : []));

/** Rows of the exporter's own, by what they say. */
export const ownRows = (rows: readonly Record<string, unknown>[]) =>
  rows.filter(({ EventOriginalType }) => String(EventOriginalType).startsWith("telemetry."));

/** The first so many numbers. */
export const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Every place of each chain must be filled once, by a record that names the one before. */
export function expectUnbroken(rows: readonly Record<string, unknown>[]): void {
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1]?.ChainId === row.ChainId ? rows[i - 1] : undefined;
    const expected = {
      sequence: Number(before?.ChainSequence ?? 0) + 1,
      previous: before?.ContentSha256 ?? "",
      match: true,
      state: "Present",
    };
    expect({
      sequence: Number(row.ChainSequence),
      previous: row.PrevEventSha256,
      match: row.ContentHashMatch,
      state: row.SignatureState,
    }).toEqual(expected);
  }
}
