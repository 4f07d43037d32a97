import { type JsonDocument, readDocuments } from "./documents";
import { OtlpError, Place, Violation } from "./errors";
import { describe } from "./json/describe";
import { findValue, lineAndColumn } from "./json/find-value";
import { JsonLimitError, JsonSyntaxError, readJson } from "./json/read-json";
import type * as Protobuf from "./protobuf/decode-traces";
import { readRequest, UnreadSpans } from "./request";
import type { OtelSpanRow } from "./row";

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
 *
 * @param text the content of the file
 * @param file its name, used in errors only
 * @throws OtlpError at the first thing that is not OTLP/JSON; then no row of the file is returned
 */
export function readOtlpTraces(text: string, file: string): OtelSpanRow[] {
  return readDocuments(text, file).flatMap((document) => readDocument(document, text, file));
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
 * Reads a trace export request in JSON, span by span.
 * @throws OtlpError for what is no such request
 */
export function* readJsonRequest(bytes: Uint8Array): Generator<OtelSpanRow | RejectedSpans, undefined> {
  let value: unknown;
  try {
    ({ value } = readJson(bytes));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError || error instanceof JsonLimitError)) throw error;
    const code = error instanceof JsonSyntaxError ? "malformed-json" : "too-large";
    throw new OtlpError(code, "request", 1, 1, describe(error, bytes));
  }
  return yield* readTree(value);
}

/**
 * Reads a trace export request in protobuf, span by span.
 * @throws OtlpError for what is no such request
 */
export function* readProtobufRequest(bytes: Uint8Array): Generator<OtelSpanRow | RejectedSpans, undefined> {
  // Loaded when the first such request comes.
  const { decodeTraces } = require("./protobuf/decode-traces") as typeof Protobuf;
  return yield* readTree(decodeTraces(bytes));
}

function* readTree(value: unknown): Generator<OtelSpanRow | RejectedSpans, undefined> {
  try {
    for (const read of readRequest(value, Place.root))
      yield read instanceof UnreadSpans ? new RejectedSpans(read) : read;
    return undefined;
  } catch (error) {
    if (error instanceof Violation) throw new OtlpError(error.code, "request", 1, 1, error.detail);
    throw error;
  }
}
