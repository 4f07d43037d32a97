import { type HrTime, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import {
  type KnownAgents,
  type OtelSpanRow,
  type RejectedSpans,
  readJsonRequest,
  readProtobufRequest,
} from "@sentinel-agent-identities/otlp";
import type { Format } from "@sentinel-agent-identities/otlp/receiving";
import type { AgentRecord } from "../record/agent-record";
import { recordFromTranslated } from "../record/from-span";

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
  const readableSpan = readable(span);
  const record = recordFromTranslated(readableSpan, readableSpan.attributes, span.StatusCode === "ERROR", agentId);
  if (record === undefined) return undefined;
  const { SrcAgentOriginalId: _, ...rest } = record;
  return { ...rest, SrcAgentId: agentId, ...resolutionOf(span, agentId) };
}

/** How the agent was found: `Claim` where only the key that signs says whose it is. */
function resolutionOf({ Attributes, Resource }: OtelSpanRow, agentId: string): AgentRecord {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  const found = text(Attributes["gen_ai.agent.id"]);
  const ofResource = text(Resource["gen_ai.agent.id"]);
  const isOfResource = ofResource.toLowerCase() === agentId;
  const isFound = found.toLowerCase() === agentId;
  const said = text(Attributes["agent.read.agent_source"]) || (isOfResource ? "Resource" : "Span");
  const sent =
    text(Attributes["agent.read.sent_agent_id"]) || (isFound ? "" : found || (isOfResource ? "" : ofResource));
  return {
    SrcAgentResolution: isFound || (found === "" && isOfResource) ? said : "Claim",
    ...(sent === "" ? {} : { SrcAgentOriginalId: sent }),
  };
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
