import type { Dialect } from "./dialect";

/** Mastra. */
export const mastra: Dialect = {
  name: "Mastra",
  source: "https://mastra.ai/docs/observability/tracing/exporters/otel",
  columns: {
    "mastra.agent.name": "SrcAgentName",
    "mastra.tool.name": "ToolName",
    "mastra.workflow.name": "WorkflowName",
    "mastra.metadata.threadId": "EventSessionId",
    "mastra.metadata.sessionId": "EventSessionId",
    "mastra.metadata.userId": "ActorUserId",
    agentName: "SrcAgentName",
    threadId: "EventSessionId",
    "gen_ai.usage.inputTokens": "InputTokensUsed",
  },
  kinds: {
    "mastra.span.type": {
      agent_run: "AgentInvoked",
      model_generation: "ModelInference",
      llm_generation: "ModelInference",
      model_step: "ModelInference",
      model_inference: "ModelInference",
      model_chunk: "Other",
      rag_embedding: "ModelInference",
      rag_vector_operation: "DataAccessed",
      memory_operation: "DataAccessed",
      tool_call: "ToolExecuted",
      mcp_tool_call: "ToolExecuted",
      provider_tool_call: "ToolExecuted",
      client_tool_call: "ToolExecuted",
      mcp_server_request: "Other",
      workflow_run: "WorkflowInvoked",
      workflow_step: "Other",
      processor_run: "Other",
      generic: "Other",
    },
  },
  names: { "tool.execute": "ToolExecuted" },
  nameHolds: { ToolExecuted: "ToolName" },
  onKind: {
    AgentInvoked: { "mastra.entity.name": "SrcAgentName" },
    ToolExecuted: { "mastra.entity.name": "ToolName" },
  },
};
