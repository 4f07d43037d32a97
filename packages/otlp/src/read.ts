import { type JsonDocument, readDocuments } from "./documents";
import { OtlpError, Place, Violation } from "./errors";
import type { KnownAgents } from "./identity/resolve-agent";
import { nameAgents, type TraceAgents } from "./identity/span-agents";
import { describe } from "./json/describe";
import { findValue, lineAndColumn } from "./json/find-value";
import { JsonLimitError, JsonSyntaxError } from "./json/json-errors";
import { readJson } from "./json/read-json";
import type * as Protobuf from "./protobuf/decode-traces";
import { readRequest, UnreadSpans } from "./request";
import type { OtelSpanRow } from "./row";

/** What helps to find out whose spans those of a request are. */
export interface AgentContext {
  readonly known?: KnownAgents;
  /** agents of spans that came in other requests */
  readonly traces?: TraceAgents;
  /** The caller names them itself, with `nameAgents` once it has read all: then spans come one by one. @default false */
  readonly later?: boolean;
}

/** Spans of a request that cannot be rows. */
export class RejectedSpans {
  /** how many; 0 when the part that is wrong shows none */
  readonly spans: number;

  constructor(private readonly unread: UnreadSpans) {
    this.spans = unread.spans;
  }

  /** Where, what is wrong and what to write instead, such as `resourceSpans[0].scopeSpans[0].spans[3].kind: …` */
  get reason(): string {
    const { place, detail } = this.unread.violation;
    return `${place}: ${detail}`;
  }
}

/**
 * Reads OTLP/JSON traces as rows of the stream `Custom-AgentExecutionOtel`, one row per span, in the order of the file.
 *
 * Accepts one trace export request (`{"resourceSpans": […]}`), or one request per line as OpenTelemetry's file
 * exporters write. Empty text has no rows. Unknown members are ignored, as OTLP asks of receivers.
 * Attributes of every dialect get the names that the stream's transform reads (docs/frameworks.md), and each span the
 * agent that it or its nearest ancestor in the file names.
 *
 * @param text the content of the file
 * @param file its name, used in errors only
 * @throws OtlpError at the first thing that is not OTLP/JSON; then no row of the file is returned
 */
export function readOtlpTraces(text: string, file: string, { known, traces }: AgentContext = {}): OtelSpanRow[] {
  const rows = readDocuments(text, file).flatMap((document) => readDocument(document, text, file));
  nameAgents(rows, known, traces);
  return rows;
}

function readDocument(document: JsonDocument, text: string, file: string): OtelSpanRow[] {
  const rows: OtelSpanRow[] = [];
  try {
    for (const read of readRequest(document.value, Place.root)) {
      if (read instanceof UnreadSpans) throw read.violation;
      rows.push(read);
    }
    return rows;
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    const offset = findValue(text.replace(/^\uFEFF/, " "), document.start, document.end, error.place.path());
    const { line, column } = lineAndColumn(text, offset);
    throw new OtlpError(error.code, file, line, column, error.detail);
  }
}

/**
 * Reads a trace export request in JSON, as `readOtlpTraces` does, but what is wrong with a span is wrong with it alone.
 * @throws OtlpError for what is no such request
 */
export function* readJsonRequest(
  bytes: Uint8Array,
  context?: AgentContext,
): Generator<OtelSpanRow | RejectedSpans, undefined> {
  let value: unknown;
  try {
    ({ value } = readJson(bytes));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError || error instanceof JsonLimitError)) throw error;
    const code = error instanceof JsonSyntaxError ? "malformed-json" : "too-large";
    throw new OtlpError(code, "request", 1, 1, describe(error, bytes));
  }
  return yield* readTree(value, context);
}

/**
 * Reads a trace export request in protobuf, as `readJsonRequest` does one in JSON.
 * @throws OtlpError for what is no such request
 */
export function* readProtobufRequest(
  bytes: Uint8Array,
  context?: AgentContext,
): Generator<OtelSpanRow | RejectedSpans, undefined> {
  // Loaded when the first such request comes.
  const { decodeTraces } = require("./protobuf/decode-traces") as typeof Protobuf;
  return yield* readTree(decodeTraces(bytes), context);
}

function* readTree(
  value: unknown,
  { known, traces, later = false }: AgentContext = {},
): Generator<OtelSpanRow | RejectedSpans, undefined> {
  const all: (OtelSpanRow | RejectedSpans)[] = [];
  const rows: OtelSpanRow[] = [];
  try {
    for (const found of readRequest(value, Place.root)) {
      const read = found instanceof UnreadSpans ? new RejectedSpans(found) : found;
      if (later) yield read;
      else {
        all.push(read);
        if (!(read instanceof RejectedSpans)) rows.push(read);
      }
    }
  } catch (error) {
    if (error instanceof Violation) throw new OtlpError(error.code, "request", 1, 1, error.detail);
    throw error;
  }
  // A parent stands anywhere in a request, so that all of it is read before the first row is whole.
  nameAgents(rows, known, traces);
  yield* all;
  return undefined;
}
