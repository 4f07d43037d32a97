import { OtlpError } from "./errors";
import { findSyntaxError, lineAndColumn } from "./json-scan";

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
 * @throws OtlpError `malformed-json`
 */
export function readDocuments(input: string, file: string): JsonDocument[] {
  // A blank of the same length keeps every offset.
  const text = input.replace(BYTE_ORDER_MARK, " ");
  const whole = tryParse(text);
  if (whole !== undefined) return [{ value: whole.value, start: 0, end: text.length }];
  const lines = nonEmptyLines(text);
  if (lines.length === 0) return [];
  const isJsonLines = lines.length > 1 && tryParse(text.slice(lines[0]!.start, lines[0]!.end)) !== undefined;
  if (!isJsonLines) throw malformed(text, file, 0, text.length);
  return lines.map(({ start, end }) => {
    const parsed = tryParse(text.slice(start, end));
    if (parsed === undefined) throw malformed(text, file, start, end);
    return { value: parsed.value, start, end };
  });
}

function tryParse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function nonEmptyLines(text: string): { start: number; end: number }[] {
  const lines: { start: number; end: number }[] = [];
  for (const match of text.matchAll(/[^\n]+/g)) {
    if (match[0].trim() !== "") lines.push({ start: match.index, end: match.index + match[0].length });
  }
  return lines;
}

function malformed(text: string, file: string, start: number, end: number): OtlpError {
  const syntax = findSyntaxError(text, start, end);
  const offset = syntax?.offset ?? start;
  const { line, column } = lineAndColumn(text, offset);
  const found = offset >= end ? "the end of the input" : JSON.stringify([...text.slice(offset, offset + 2)][0]);
  const detail = `not JSON: found ${found} where ${syntax?.expected ?? "JSON"} is needed; write one OTLP/JSON trace request as one JSON document, or one request per line`;
  return new OtlpError("malformed-json", file, line, column, detail);
}
