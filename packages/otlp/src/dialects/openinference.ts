import type { Dialect } from "./dialect";

/** OpenInference, which Arize Phoenix reads and many frameworks have instrumentations for. */
export const openInference: Dialect = {
  name: "OpenInference",
  source: "https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md",
  columns: {
    "agent.name": "SrcAgentName",
    "llm.model_name": "ModelName",
    "embedding.model_name": "ModelName",
    "reranker.model_name": "ModelName",
    "llm.provider": "ModelProviderName",
    "llm.system": "ModelProviderName",
    "llm.token_count.prompt": "InputTokensUsed",
    "llm.token_count.completion": "OutputTokensUsed",
    "tool.name": "ToolName",
    "tool.id": "ToolId",
    "tool_call.id": "ToolId",
    "tool_call.function.name": "ToolName",
    "tool_call.function.arguments": "Arguments",
    "exception.type": "EventOriginalErrorType",
  },
  kinds: {
    "openinference.span.kind": {
      AGENT: "AgentInvoked",
      LLM: "ModelInference",
      EMBEDDING: "ModelInference",
      RERANKER: "ModelInference",
      TOOL: "ToolExecuted",
      RETRIEVER: "DataAccessed",
      GUARDRAIL: "PolicyDecision",
      CHAIN: "WorkflowInvoked",
      WORKFLOW: "WorkflowInvoked",
      EVALUATOR: "Other",
      PROMPT: "Other",
      UNKNOWN: "Other",
    },
  },
  onKind: {
    // A tool's parameters are how it may be called, in most instrumentations; what it was called with is the input.
    ToolExecuted: { "input.value": "Arguments", "output.value": "Result", "tool.parameters": "Arguments" },
    AgentInvoked: { "graph.node.name": "SrcAgentName", "graph.node.id": "SrcAgentName" },
    ModelInference: { "graph.node.name": "SrcAgentName" },
    WorkflowInvoked: { "graph.node.name": "WorkflowName" },
  },
  failures: { "tool.success": ["false"], "tool.is_error": ["true"] },
};
