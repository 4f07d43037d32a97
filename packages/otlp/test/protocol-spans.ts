import type { EmitterSpan } from "./dialect-spans";

const tool = { EventType: "ToolExecuted", EventResult: "Success" };
const agent = { EventType: "AgentInvoked", OperationClass: "Invoke" };
const logfire = "Logfire for OpenAI Agents";

/** Spans that their names alone tell: of protocols, and of tools whose spans are named after a template. The values are ours. */
export const protocolSpans: readonly EmitterSpan[] = [
  {
    dialect: "A2A",
    name: "a2a.client.transports.jsonrpc.JsonRpcTransport.send_message",
    kind: "CLIENT",
    scope: "a2a-python-sdk",
    attributes: {},
    row: { EventType: "AgentHandoff" },
  },
  {
    dialect: "A2A",
    name: "a2a.server.request_handlers.default_request_handler.DefaultRequestHandler.on_message_send_stream",
    kind: "SERVER",
    scope: "a2a-python-sdk",
    attributes: {},
    row: agent,
  },
  {
    dialect: "A2A",
    name: "a2a.server.events.event_queue.EventQueue.enqueue_event",
    kind: "SERVER",
    scope: "a2a-python-sdk",
    attributes: {},
    row: { EventType: "Other" },
  },
  {
    dialect: "A2A",
    name: "mail.Transport.send_message",
    kind: "CLIENT",
    scope: "somebody.else",
    attributes: {},
    row: { EventType: "Other" },
  },
  {
    dialect: "Codex CLI",
    name: "session_task.turn",
    scope: "codex_cli_rs",
    attributes: {
      model: "north-1",
      "thread.id": "th-7",
      "turn.id": "turn-2",
      "codex.turn.token_usage.input_tokens": 120,
      "codex.turn.token_usage.output_tokens": 9,
    },
    row: {
      ...agent,
      EventSessionId: "th-7",
      WorkflowRunId: "turn-2",
      ModelName: "north-1",
      InputTokensUsed: 120,
      OutputTokensUsed: 9,
    },
  },
  {
    dialect: logfire,
    name: "OpenAI Agents trace: {name}",
    attributes: { name: "close the month", group_id: "null", agent_trace_id: "trace_9" },
    row: { EventType: "WorkflowInvoked", WorkflowName: "close the month", EventSessionId: "" },
  },
  {
    dialect: logfire,
    name: "Agent run: {name!r}",
    attributes: { name: "clerk", tools: '["book"]' },
    row: { ...agent, SrcAgentName: "clerk" },
  },
  {
    dialect: logfire,
    name: "Function: {name}",
    attributes: { name: "book", input: "{}", output: "done" },
    row: { ...tool, ToolName: "book", ArgumentsLength: 2, ResultLength: 4 },
  },
  {
    dialect: logfire,
    name: "Handoff: {from_agent} → {to_agent}",
    attributes: { from_agent: "clerk", to_agent: "auditor" },
    row: { EventType: "AgentHandoff", SrcAgentName: "clerk", TargetAgentName: "auditor" },
  },
  {
    dialect: logfire,
    name: "Guardrail {name!r} {triggered=}",
    attributes: { name: "no-injection", triggered: true },
    row: { EventType: "PolicyDecision", DlpVerdict: "deny", DlpPolicyName: "no-injection" },
  },
  {
    dialect: logfire,
    name: "Guardrail {name!r} {triggered=}",
    attributes: { name: "no-injection", triggered: false },
    row: { EventType: "PolicyDecision", DlpVerdict: "allow" },
  },
  {
    dialect: logfire,
    name: "Turn {turn} for agent clerk",
    attributes: { sdk_span_type: "turn", name: "turn" },
    row: { EventType: "Other" },
  },
  {
    dialect: logfire,
    name: "a sensor",
    attributes: { name: "door", triggered: true, input: "{}" },
    row: { EventType: "Other", DlpVerdict: "", ArgumentsLength: 0 },
  },
  {
    dialect: "MCP",
    name: "MCP request: tools/call book",
    attributes: { "rpc.system": "jsonrpc", "rpc.method": "tools/call" },
    row: { ...tool, McpMethod: "tools/call", ToolName: "book" },
  },
  {
    dialect: "MCP",
    name: "MCP server handle request: tools/call",
    attributes: { request: '{"method":"tools/call","params":{"name":"book"}}' },
    row: { ...tool, McpMethod: "tools/call", ToolName: "book" },
  },
  {
    dialect: "MCP",
    name: "MCP server handle request: tools/call",
    attributes: { request: '{"method":"tools/ca' },
    row: { ...tool, McpMethod: "tools/call", ToolName: "" },
  },
  {
    dialect: "MCP",
    name: "eth_call",
    attributes: { "rpc.system": "jsonrpc", "rpc.method": "eth_call" },
    row: { EventType: "Other", McpMethod: "" },
  },
  {
    dialect: "MCP",
    name: "tools/call book",
    kind: "SERVER",
    attributes: { "mcp.method.name": "tools/call" },
    row: { ...tool, ToolName: "book" },
  },
  {
    dialect: "OpenInference",
    name: "handoff to auditor",
    scope: "openinference.instrumentation.openai_agents",
    attributes: { "openinference.span.kind": "TOOL", "llm.system": "openai" },
    row: { EventType: "AgentHandoff", TargetAgentName: "auditor" },
  },
  {
    dialect: "OpenInference",
    name: "handoff to night shift",
    attributes: { "openinference.span.kind": "TOOL", "tool.name": "handoff_to_night_shift", "tool_call.id": "c-8" },
    row: { ...tool, TargetAgentName: "" },
  },
  {
    dialect: "OpenInference",
    name: "clerk",
    attributes: { "openinference.span.kind": "AGENT", "graph.node.id": "clerk" },
    row: { ...agent, SrcAgentName: "clerk" },
  },
  {
    dialect: "Pydantic AI and Logfire",
    name: "clerk run",
    scope: "pydantic-ai",
    attributes: { agent_name: "clerk", model_name: "north-1", "gen_ai.usage.input_tokens": 40 },
    row: { ...agent, SrcAgentName: "clerk", ModelName: "north-1", InputTokensUsed: 40 },
  },
  {
    dialect: "Langfuse",
    name: "answer",
    attributes: {
      "langfuse.observation.type": "generation",
      "langfuse.trace.metadata.langfuse_session_id": "lf-7",
      "langfuse.trace.metadata.langfuse_user_id": "u-6",
    },
    row: { EventType: "ModelInference", EventSessionId: "lf-7", ActorUserId: "u-6" },
  },
  {
    dialect: "OpenLLMetry",
    name: "goto auditor",
    attributes: {
      "gen_ai.operation.name": "goto",
      "langgraph.command.source_node": "clerk",
      "langgraph.command.goto_node": "auditor",
    },
    row: { EventType: "AgentHandoff", SrcAgentName: "clerk", TargetAgentName: "auditor" },
  },
  {
    dialect: "OpenLLMetry",
    name: "refunds.guardrail",
    attributes: {
      "gen_ai.operation.name": "guardrail.run",
      "gen_ai.guardrail.name": "refunds",
      "gen_ai.guardrail.status": "FAILED",
    },
    row: { EventType: "PolicyDecision", DlpVerdict: "deny", DlpPolicyName: "refunds", IngestClass: "Critical" },
  },
  {
    dialect: "Microsoft Agent Framework",
    name: "chat unknown",
    kind: "CLIENT",
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.request.model": "unknown",
      "gen_ai.response.model": "north-1",
      "server.address": "Unknown",
    },
    row: { EventType: "ModelInference", ModelName: "north-1", DstDomain: "" },
  },
];
