import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { type OtelSpanRow, readOtlpTraces } from "@sentinel-agent-identities/otlp";
import type { InputRow } from "./input-row";

/** The stream that OpenTelemetry spans are sent to. */
export const otlpStream = "Custom-AgentExecutionOtel";

/**
 * Rows of an OTLP/JSON trace file, in order of time: files group spans by resource and scope.
 * @throws OtlpError with file, line and column
 */
export async function* readOtlp(path: string): AsyncIterable<InputRow> {
  const content = readFileSync(path);
  const text = (path.toLowerCase().endsWith(".gz") ? gunzipSync(content) : content).toString("utf8");
  const rows = readOtlpTraces(text, path).sort((a, b) => (a.TimeGenerated < b.TimeGenerated ? -1 : 1));
  for (const row of rows) yield toInput(row, path);
}

function toInput(row: OtelSpanRow, path: string): InputRow {
  return { data: { ...row }, place: `${path} span ${row.SpanId}`, bytes: Buffer.byteLength(JSON.stringify(row)) };
}
