import type { Dialect } from "./dialect";

/** OpenLLMetry, and what its decorators emit; its instrumentation of LangChain and LangGraph is the same. */
export const openLlmetry: Dialect = {
  name: "OpenLLMetry",
  source: "https://github.com/traceloop/openllmetry",
  columns: {
    "llm.vendor": "ModelProviderName",
    "llm.request.model": "ModelName",
    "llm.response.model": "ModelName",
    "llm.usage.prompt_tokens": "InputTokensUsed",
    "llm.usage.completion_tokens": "OutputTokensUsed",
    "llm.usage.input_tokens": "InputTokensUsed",
    "llm.usage.output_tokens": "OutputTokensUsed",
    "gen_ai.aggregated_usage.input_tokens": "InputTokensUsed",
    "gen_ai.aggregated_usage.output_tokens": "OutputTokensUsed",
    "traceloop.workflow.name": "WorkflowName",
    "traceloop.association.properties.session_id": "EventSessionId",
    "traceloop.association.properties.thread_id": "EventSessionId",
    "traceloop.association.properties.conversation_id": "EventSessionId",
    "traceloop.association.properties.chat_id": "EventSessionId",
    "traceloop.association.properties.user_id": "ActorUserId",
    "gen_ai.completion.0.tool_calls.0.id": "ToolId",
    "tool.name": "ToolName",
    "gen_ai.handoff.to_agent": "TargetAgentName",
    "gen_ai.handoff.from_agent": "SrcAgentName",
  },
  kinds: {
    "traceloop.span.kind": {
      workflow: "WorkflowInvoked",
      agent: "AgentInvoked",
      tool: "ToolExecuted",
      handoff: "AgentHandoff",
      guardrail: "PolicyDecision",
      task: "Other",
      unknown: "Other",
    },
    "llm.request.type": {
      chat: "ModelInference",
      completion: "ModelInference",
      embedding: "ModelInference",
      rerank: "ModelInference",
      unknown: "ModelInference",
    },
  },
  onKind: {
    ToolExecuted: {
      "traceloop.entity.name": "ToolName",
      "traceloop.entity.input": "Arguments",
      "traceloop.entity.output": "Result",
    },
    AgentInvoked: { "traceloop.entity.name": "SrcAgentName" },
    WorkflowInvoked: { "traceloop.entity.name": "WorkflowName" },
  },
};
