import type { Dialect } from "./dialect";

/** LangChain and LangGraph, as LangSmith's own OpenTelemetry exporter writes them. */
export const langChain: Dialect = {
  name: "LangChain and LangGraph",
  source: "https://docs.langchain.com/langsmith/trace-with-opentelemetry",
  columns: {
    "langsmith.metadata.thread_id": "EventSessionId",
    "langsmith.metadata.session_id": "EventSessionId",
    "langsmith.metadata.conversation_id": "EventSessionId",
    "langsmith.metadata.langgraph_node": "SrcAgentName",
    "langsmith.metadata.ls_model_name": "ModelName",
    "langsmith.metadata.ls_provider": "ModelProviderName",
    "langsmith.metadata.user_id": "ActorUserId",
    "langgraph.graph.name": "WorkflowName",
    "langgraph.thread_id": "EventSessionId",
    "metadata.thread_id": "EventSessionId",
    // Of the project, where nothing names the conversation.
    "langsmith.trace.session_id": "EventSessionId",
  },
  kinds: {
    "langsmith.span.kind": {
      llm: "ModelInference",
      embedding: "ModelInference",
      tool: "ToolExecuted",
      retriever: "DataAccessed",
      chain: "WorkflowInvoked",
      agent: "AgentInvoked",
      prompt: "Other",
      parser: "Other",
    },
    "gen_ai.operation.name": { "langgraph.invoke": "WorkflowInvoked", chain: "WorkflowInvoked" },
  },
  // Its exporter calls a retriever `embeddings` and a prompt `chat`.
  outranks: true,
  onKind: {
    ToolExecuted: { "langsmith.trace.name": "ToolName", "gen_ai.prompt": "Arguments", "gen_ai.completion": "Result" },
    WorkflowInvoked: { "langsmith.trace.name": "WorkflowName" },
    AgentInvoked: { "langsmith.trace.name": "SrcAgentName" },
  },
};
