import type { Dialect } from "./dialect";

/** MLflow, whose attributes hold JSON. */
export const mlflow: Dialect = {
  name: "MLflow",
  source: "https://mlflow.org/docs/latest/genai/tracing/",
  columns: {
    "mlflow.trace.session": "EventSessionId",
    "mlflow.trace.user": "ActorUserId",
    "mlflow.llm.model": "ModelName",
  },
  kinds: {
    "mlflow.spanType": {
      AGENT: "AgentInvoked",
      LLM: "ModelInference",
      CHAT_MODEL: "ModelInference",
      EMBEDDING: "ModelInference",
      RERANKER: "ModelInference",
      TOOL: "ToolExecuted",
      RETRIEVER: "DataAccessed",
      CHAIN: "WorkflowInvoked",
      WORKFLOW: "WorkflowInvoked",
      GUARDRAIL: "PolicyDecision",
      MEMORY: "DataAccessed",
      PARSER: "Other",
      TASK: "Other",
      EVALUATOR: "Other",
      UNKNOWN: "Other",
    },
  },
  members: {
    "mlflow.chat.tokenUsage": { input_tokens: "InputTokensUsed", output_tokens: "OutputTokensUsed" },
  },
  wholeName: { ToolExecuted: "ToolName" },
  onKind: {
    ToolExecuted: {
      "mlflow.spanFunctionName": "ToolName",
      "mlflow.spanInputs": "Arguments",
      "mlflow.spanOutputs": "Result",
    },
  },
};
