import type { Dialect } from "./dialect";

/** SDKs of observability products that name the kind of a span themselves: Laminar, LangWatch, AgentOps, Sentry. */
export const observabilitySdks: Dialect = {
  name: "Laminar, LangWatch, AgentOps, Sentry",
  source: "https://docs.lmnr.ai/tracing/otel",
  columns: {
    "lmnr.association.properties.session_id": "EventSessionId",
    "lmnr.association.properties.user_id": "ActorUserId",
    "langwatch.thread.id": "EventSessionId",
    "langwatch.user.id": "ActorUserId",
    "agentops.session.id": "EventSessionId",
    "gen_ai.agent": "SrcAgentName",
    "gen_ai.pipeline.name": "WorkflowName",
  },
  kinds: {
    "lmnr.span.type": { LLM: "ModelInference", TOOL: "ToolExecuted", EXECUTOR: "Other", DEFAULT: "Other" },
    "langwatch.span.type": {
      llm: "ModelInference",
      tool: "ToolExecuted",
      agent: "AgentInvoked",
      rag: "DataAccessed",
      chain: "WorkflowInvoked",
      workflow: "WorkflowInvoked",
      guardrail: "PolicyDecision",
      component: "Other",
      span: "Other",
    },
    "agentops.span.kind": {
      agent: "AgentInvoked",
      tool: "ToolExecuted",
      llm: "ModelInference",
      chain: "WorkflowInvoked",
      workflow: "WorkflowInvoked",
      session: "WorkflowInvoked",
      guardrail: "PolicyDecision",
      operation: "Other",
      task: "Other",
    },
    "sentry.op": {
      "gen_ai.invoke_agent": "AgentInvoked",
      "gen_ai.create_agent": "AgentCreated",
      "gen_ai.execute_tool": "ToolExecuted",
      "gen_ai.chat": "ModelInference",
      "gen_ai.embeddings": "ModelInference",
      "gen_ai.handoff": "AgentHandoff",
    },
  },
  onKind: {
    ToolExecuted: { "agentops.entity.name": "ToolName", "lmnr.span.input": "Arguments", "lmnr.span.output": "Result" },
    AgentInvoked: { "agentops.entity.name": "SrcAgentName" },
  },
};
