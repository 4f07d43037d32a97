import type { Dialect } from "./dialect";

/** Azure AI agents, Foundry, and Azure AI Inference. */
export const azureAi: Dialect = {
  name: "Azure AI agents",
  source: "https://github.com/Azure/azure-sdk-for-python/tree/main/sdk/ai/azure-ai-agents",
  columns: {
    "gen_ai.thread.run.id": "WorkflowRunId",
    "gen_ai.azure.thread.id": "EventSessionId",
    "gen_ai.azure_ai_project.id": "WorkflowName",
    "azure.ai.agent.name": "SrcAgentName",
  },
  kinds: {
    "gen_ai.operation.name": {
      process_thread_run: "AgentInvoked",
      start_thread_run: "AgentInvoked",
      create_run: "AgentInvoked",
      submit_tool_outputs: "ToolExecuted",
      create_thread: "Other",
      create_message: "Other",
      list_messages: "DataAccessed",
      list_run_steps: "DataAccessed",
      get_thread_run: "Other",
      create_response: "ModelInference",
      "conversation.create": "Other",
      create_conversation: "Other",
      list_conversation_items: "DataAccessed",
    },
  },
  names: {
    process_thread_run: "AgentInvoked",
    start_thread_run: "AgentInvoked",
    submit_tool_outputs: "ToolExecuted",
    Responses: "ModelInference",
  },
};
