import { createHash } from "node:crypto";
import type { Operation } from "../activity/operation";
import type { Row } from "../row";
import { iso } from "../time";

/** Stream of records that come in our own columns. */
export const nativeStream = "Custom-AgentExecutionNative";

const originalTypes: Partial<Record<Operation["type"], string>> = {
  AgentInvoked: "invoke_agent",
  ModelInference: "chat",
  ToolExecuted: "execute_tool",
  AgentHandoff: "handoff",
};

/** An operation as a record of the stream `Custom-AgentExecutionNative`, not yet in its chain: see `Seal`. */
export function nativeRow(operation: Operation): Row {
  const { agent, token, build, tool, data, http, label, user, error, target, acting, model } = operation;
  const { blueprint } = agent;
  const inference = operation.type === "ModelInference" ? model : undefined;
  return {
    TimeGenerated: iso(operation.end),
    EventStartTime: iso(operation.start),
    EventEndTime: iso(operation.end),
    EventCount: 1,
    EventUid: `${operation.traceId}-${operation.spanId}`,
    EventOriginalUid: operation.spanId,
    EventVendor: "Contoso",
    EventProduct: agent.name,
    EventType: operation.type,
    EventOriginalType: originalTypes[operation.type] ?? (data ? `${data.verb} ${data.table}` : (http?.method ?? "")),
    EventResult: error ? "Failure" : "Success",
    EventErrorDetails: error?.message ?? "",
    EventOriginalErrorType: error?.type ?? "",
    EventSessionId: operation.sessionId,
    EventRequestId: inference ? `chatcmpl-${operation.spanId}` : "",
    TraceId: operation.traceId,
    SpanId: operation.spanId,
    ParentSpanId: operation.parentSpanId,
    WorkflowName: operation.workflow,
    WorkflowRunId: operation.runId,
    WorkflowResourceId: agent.workflowResourceId,
    SrcAgentId: agent.id,
    SrcAgentName: agent.name,
    SrcAgentBlueprintId: agent.blueprintId,
    SrcAgentOriginalType: "Native",
    SrcAgentVersion: build.version,
    SrcAgentInstanceId: agent.instanceId,
    SrcIpAddr: token.ip,
    ...(target && {
      TargetAgentId: target.id,
      TargetAgentName: target.name,
      TargetAgentBlueprintId: target.blueprintId,
    }),
    ...(acting && { ActingAgentId: acting.id, ActingAgentName: acting.name }),
    ...(user && { ActorUserId: user.id, ActorUsername: user.upn, ActorUserType: "Member" }),
    AuthFlow: user ? "OnBehalfOf" : "Autonomous",
    ...(tool && {
      ToolId: tool.callId,
      ToolName: tool.name,
      ToolOriginalType: "extension",
      ToolServerName: tool.server,
      ToolDefinitionSha256: tool.definitionSha256,
      McpMethod: "tools/call",
      McpSessionId: tool.mcpSessionId,
      McpProtocolVersion: "2025-11-25",
      ArgumentsSha256: createHash("sha256").update(tool.arguments).digest("hex"),
      ArgumentsLength: tool.arguments.length,
      ResultLength: tool.result.length,
    }),
    ...(inference && {
      ModelProviderName: blueprint.kind.model.provider,
      ModelName: blueprint.kind.model.name,
      InputTokensUsed: inference.input,
      OutputTokensUsed: inference.output,
    }),
    OperationClass: operation.class,
    ...(data && {
      TargetStore: `${data.system}/${data.namespace}`,
      TargetResourceType: "table",
      TargetResourceName: data.table,
      RecordCount: data.rows,
    }),
    ...(http && {
      BytesIn: http.received,
      BytesOut: http.sent,
      DstDomain: http.host,
      DstPortNumber: 443,
      DstUrl: `https://${http.host}${http.path}`,
      DstZone: http.zone,
    }),
    ...(label && { DataLabelId: label.id, DataLabelName: label.name, DataLabelRank: label.rank }),
    ...(operation.dlp && { DlpVerdict: operation.dlp.verdict, DlpPolicyName: operation.dlp.policy }),
    TokenUniqueId: token.uniqueId,
    TokenIssuedTime: iso(token.issued),
    TokenExpiryTime: iso(token.expires),
    CredentialId: token.credential.id,
    CredentialType: token.credential.type,
    ClaimedRepository: blueprint.repository,
    ClaimedCommitSha: build.commit,
    ClaimedImageDigest: build.digest,
    ClaimedBuildRunId: build.runId,
    SignatureAlg: "EdDSA",
    SignatureKeyId: agent.signingKeyId,
    ChainId: agent.chainId,
  };
}
