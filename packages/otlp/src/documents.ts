import { OtlpError } from "./errors";
import { lineAndColumn } from "./json/find-value";
import { JsonLimitError, JsonSyntaxError } from "./json/json-errors";
import { readJson } from "./json/read-json";

/** One JSON document of an input, and the part of the text it was read from. */
export interface JsonDocument {
  value: unknown;
  start: number;
  end: number;
}

/** Exporters append a newline; editors on Windows put a byte order mark in front. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Splits text into JSON documents: one document over the whole text, or JSON-lines (one per line, empty lines skipped)
 * as OpenTelemetry's file exporters write.
 * @throws OtlpError `malformed-json`, `too-large`
 */
export function readDocuments(input: string, file: string): JsonDocument[] {
  // A blank of the same length keeps every offset.
  const text = input.replace(BYTE_ORDER_MARK, " ");
  const whole = read(text, 0, text.length);
  if (!(whole instanceof Error)) return [whole];
  const lines = nonEmptyLines(text);
  if (lines.length === 0) return [];
  const isJsonLines = lines.length > 1 && !(read(text, lines[0]!.start, lines[0]!.end) instanceof Error);
  if (!isJsonLines) throw malformed(whole, text, file, 0, text.length);
  return lines.map(({ start, end }) => {
    const document = read(text, start, end);
    if (document instanceof Error) throw malformed(document, text, file, start, end);
    return document;
  });
}

function read(text: string, start: number, end: number): JsonDocument | JsonSyntaxError | JsonLimitError {
  try {
    return { value: readJson(Buffer.from(text.slice(start, end))).value, start, end };
  } catch (error) {
    if (error instanceof JsonSyntaxError || error instanceof JsonLimitError) return error;
    throw error;
  }
}

function nonEmptyLines(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    if (match[0].trim() !== "") lines.push({ start: match.index, end: match.index + match[0].length });
  }
  return lines;
}

function malformed(
  error: JsonSyntaxError | JsonLimitError,
  text: string,
  file: string,
  start: number,
  end: number,
): OtlpError {
  if (!(error instanceof JsonSyntaxError)) {
    const { line, column } = lineAndColumn(text, start);
    return new OtlpError("too-large", file, line, column, `${error.message} in one request; write smaller requests`);
  }
  const offset = start + Buffer.from(text.slice(start, end)).subarray(0, error.offset).toString().length;
  const { line, column } = lineAndColumn(text, offset);
  const found = offset >= end ? "the end of the input" : JSON.stringify([...text.slice(offset, offset + 2)][0]);
  const detail = `not JSON: found ${found} where ${error.expected} is needed; write one OTLP/JSON trace request as one JSON document, or one request per line`;
  return new OtlpError("malformed-json", file, line, column, detail);
}
