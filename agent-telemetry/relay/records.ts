import { type HrTime, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import {
  type KnownAgents,
  type OtelSpanRow,
  type RejectedSpans,
  readJsonRequest,
  readProtobufRequest,
} from "../../lib/otlp";
import type { Format } from "../../lib/receiving";
import type { AgentRecord } from "../record/agent-record";
import { recordFromSpan } from "../record/from-span";

/**
 * The spans of an OTLP trace export request, each with the agent that it, its resource or its nearest ancestor names.
 * @throws OtlpError for what is no such request
 */
export function spansOf(body: Uint8Array, format: Format, known: KnownAgents): Iterable<OtelSpanRow | RejectedSpans> {
  return format === "application/json" ? readJsonRequest(body, { known }) : readProtobufRequest(body, { known });
}

/**
 * The record of a span, as the exporter makes it.
 * @param agentId whose it is; another id that the span gives becomes `SrcAgentOriginalId`
 * @returns undefined for protocol noise, which is not recorded
 * @throws TelemetryError for a time that no record can hold
 */
export function recordOf(span: OtelSpanRow, agentId: string): AgentRecord | undefined {
  const record = recordFromSpan(readable(span), agentId);
  if (record === undefined) return undefined;
  const other = sentId(span) || String(record.SrcAgentId === agentId ? "" : record.SrcAgentId);
  return other === "" ? record : { ...record, SrcAgentId: agentId, SrcAgentOriginalId: other };
}

/** The agent's id as it was sent, where the reader put another one there. */
function sentId({ Attributes }: OtelSpanRow): string {
  const sent = Attributes["agent.read.sent_agent_id"];
  return typeof sent === "string" ? sent : "";
}

/** As much of a span of the SDK as a record is made of. */
function readable(span: OtelSpanRow): ReadableSpan {
  const context = { traceId: span.TraceId, spanId: span.SpanId, traceFlags: 1 };
  const parent = span.ParentSpanId === "" ? undefined : { ...context, spanId: span.ParentSpanId };
  return {
    name: span.Name,
    kind: SpanKind[span.Kind],
    spanContext: () => context,
    parentSpanContext: parent,
    startTime: timeOf(span.StartTime),
    endTime: timeOf(span.EndTime),
    status: { code: SpanStatusCode[span.StatusCode] },
    attributes: span.Attributes,
    resource: { attributes: span.Resource },
    instrumentationScope: { name: span.ScopeName },
  } as unknown as ReadableSpan;
}

/** Of ISO 8601 with seven decimals. */
function timeOf(text: string): HrTime {
  return [Date.parse(`${text.slice(0, 19)}Z`) / 1000, Number(text.slice(20, 27)) * 100];
}
