import type { Dialect } from "./dialect";

/** Prompt flow, in Azure AI Foundry and Azure Machine Learning. Its functions are the steps of a flow. */
export const promptFlow: Dialect = {
  name: "Prompt flow",
  source: "https://github.com/microsoft/promptflow/blob/main/docs/reference/trace-span-spec-reference.md",
  columns: {
    "llm.usage.prompt_tokens": "InputTokensUsed",
    "llm.usage.completion_tokens": "OutputTokensUsed",
    "llm.response.model": "ModelName",
    line_run_id: "WorkflowRunId",
  },
  kinds: {
    span_type: {
      LLM: "ModelInference",
      Embedding: "ModelInference",
      Retrieval: "DataAccessed",
      Tool: "ToolExecuted",
      Flow: "WorkflowInvoked",
      LangChain: "WorkflowInvoked",
      Function: "Other",
    },
  },
  onKind: { ToolExecuted: { function: "ToolName", node_name: "ToolName" } },
  wholeName: { WorkflowInvoked: "WorkflowName" },
};
