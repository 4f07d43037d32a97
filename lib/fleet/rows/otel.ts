import type { Operation } from "../activity/operation";
import type { Row } from "../row";
import { iso } from "../time";
import { attributesOf } from "./attributes";
import { resourceOf } from "./resource";

/** Stream of spans. */
export const otelStream = "Custom-AgentExecutionOtel";

/** An operation as a row of the stream `Custom-AgentExecutionOtel`. */
export function otelRow(operation: Operation, registry: string): Row {
  return {
    TimeGenerated: iso(operation.end),
    Name: nameOf(operation),
    Kind:
      operation.data || operation.http || operation.retrieval || operation.type === "ModelInference"
        ? "CLIENT"
        : "INTERNAL",
    TraceId: operation.traceId,
    SpanId: operation.spanId,
    ParentSpanId: operation.parentSpanId,
    StartTime: iso(operation.start),
    EndTime: iso(operation.end),
    StatusCode: operation.error ? "ERROR" : "UNSET",
    StatusMessage: operation.error?.message ?? "",
    Attributes: attributesOf(operation),
    Resource: resourceOf(operation.agent, operation.build, registry),
    ScopeName: "contoso.agent",
  };
}

function nameOf({ type, agent, tool, data, http, target, retrieval }: Operation): string {
  if (retrieval) return `retrieval ${retrieval.source}`;
  if (tool) return `execute_tool ${tool.name}`;
  if (data) return `${data.verb} ${data.table}`;
  if (http) return http.method;
  if (target) return `handoff ${target.name}`;
  if (type === "ModelInference") return `chat ${agent.blueprint.kind.model.name}`;
  return type === "PolicyDecision" ? "policy decision" : `invoke_agent ${agent.name}`;
}
