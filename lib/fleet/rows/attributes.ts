import type { Operation, Retrieval } from "../activity/operation";
import type { Row } from "../row";
import { iso } from "../time";

const operationNames: Partial<Record<Operation["type"], string>> = {
  AgentInvoked: "invoke_agent",
  ModelInference: "chat",
  ToolExecuted: "execute_tool",
};

/** OpenTelemetry attributes of an operation: GenAI, MCP, database and HTTP names, and ours for labels and tokens. */
export function attributesOf(operation: Operation): Row {
  const { agent, tool, data, http, label, model, user, retrieval } = operation;
  const { blueprint } = agent;
  return {
    ...(operationNames[operation.type] && { "gen_ai.operation.name": operationNames[operation.type] }),
    ...identityAttributes(operation),
    ...(user && { "user.id": user.id, "user.name": user.upn }),
    ...(operation.type === "AgentInvoked" && {
      "gen_ai.workflow.name": operation.workflow,
      "gen_ai.input.messages": messages("user", model?.prompt ?? ""),
      "gen_ai.output.messages": messages("assistant", model?.answer ?? ""),
    }),
    ...(model &&
      operation.type === "ModelInference" && {
        "gen_ai.provider.name": blueprint.kind.model.provider,
        "gen_ai.request.model": blueprint.kind.model.name,
        "gen_ai.response.id": `chatcmpl-${operation.spanId}`,
        "gen_ai.usage.input_tokens": model.input,
        "gen_ai.usage.output_tokens": model.output,
        "gen_ai.input.messages": messages("user", model.prompt),
        "gen_ai.output.messages": messages("assistant", model.answer),
      }),
    ...(tool && {
      "mcp.method.name": "tools/call",
      "mcp.session.id": tool.mcpSessionId,
      "mcp.protocol.version": "2025-11-25",
      "server.address": tool.server,
      "gen_ai.tool.name": tool.name,
      "gen_ai.tool.type": "extension",
      "gen_ai.tool.call.id": tool.callId,
      "gen_ai.tool.call.arguments": tool.arguments,
      "gen_ai.tool.call.result": tool.result,
      "agent.tool.definition.sha256": tool.definitionSha256,
      "mcp.tool.read_only_hint": tool.readOnly,
      "mcp.tool.destructive_hint": operation.class === "Delete",
    }),
    ...(data && {
      "db.system.name": data.system,
      "db.namespace": data.namespace,
      "db.collection.name": data.table,
      "db.operation.name": data.verb,
      "db.query.text": `${data.verb} ${data.table}`,
      "db.response.returned_rows": data.rows,
    }),
    ...(retrieval && {
      "gen_ai.operation.name": "retrieval",
      "gen_ai.data_source.id": retrieval.source,
      "gen_ai.retrieval.query.text": retrieval.query,
      "gen_ai.retrieval.documents": documents(retrieval, operation.spanId),
    }),
    ...(http && {
      "http.request.method": http.method,
      "url.full": `https://${http.host}${http.path}`,
      "server.address": http.host,
      "server.port": 443,
      "http.request.body.size": http.sent,
      "http.response.body.size": http.received,
      "http.response.status_code": http.status,
      "agent.data.zone": http.zone,
    }),
    ...(label && {
      "agent.data.label.id": label.id,
      "agent.data.label.name": label.name,
      "agent.data.label.rank": label.rank,
    }),
    ...(operation.dlp && { "agent.dlp.verdict": operation.dlp.verdict, "agent.dlp.policy": operation.dlp.policy }),
    ...(operation.acting && {
      "microsoft.a365.caller.agent.id": operation.acting.id,
      "microsoft.a365.caller.agent.name": operation.acting.name,
      "microsoft.a365.caller.agent.blueprint.id": operation.acting.blueprintId,
    }),
    ...(operation.target && {
      "agent.handoff.target.id": operation.target.id,
      "agent.handoff.target.name": operation.target.name,
      "agent.handoff.target.blueprint.id": operation.target.blueprintId,
    }),
    ...(operation.error && { "error.type": operation.error.type }),
    "agent.operation.class": operation.class,
  };
}

/** Who acts, in which conversation and run, with which token, from where. */
function identityAttributes({ agent, token, sessionId, runId, build }: Operation): Row {
  return {
    "gen_ai.agent.id": agent.id,
    "gen_ai.agent.name": agent.name,
    "gen_ai.agent.version": build.version,
    ...(agent.blueprintId && { "microsoft.a365.agent.blueprint.id": agent.blueprintId }),
    "gen_ai.conversation.id": sessionId,
    "agent.workflow.run.id": runId,
    "agent.token.uti": token.uniqueId,
    "agent.token.issued_at": iso(token.issued),
    "agent.token.expires_at": iso(token.expires),
    "agent.credential.id": token.credential.id,
    "agent.credential.type": token.credential.type,
    "client.address": token.ip,
  };
}

function documents({ source, documents: count }: Retrieval, spanId: string): string {
  const first = Number.parseInt(spanId.slice(0, 6), 16);
  return JSON.stringify(Array.from({ length: count }, (_, i) => ({ id: `${source}-${first + i}`, score: 0.9 })));
}

function messages(role: string, content: string): string {
  return JSON.stringify([{ role, parts: [{ type: "text", content }] }]);
}
