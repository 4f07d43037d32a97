import { type JsonDocument, readDocuments } from "./documents";
import { OtlpError, Place, Violation } from "./errors";
import { findValue, lineAndColumn } from "./json-scan";
import { readRequest } from "./request";
import type { OtelSpanRow } from "./row";

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
  try {
    return readRequest(document.value, Place.root);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    const offset = findValue(text.replace(/^\uFEFF/, " "), document.start, document.end, error.place.path());
    const { line, column } = lineAndColumn(text, offset);
    throw new OtlpError(error.code, file, line, column, error.detail);
  }
}
