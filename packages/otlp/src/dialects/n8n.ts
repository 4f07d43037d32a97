import type { Dialect } from "./dialect";

/** n8n: a workflow, and its nodes by the type that they have. */
export const n8n: Dialect = {
  name: "n8n",
  source: "https://docs.n8n.io/hosting/logging-monitoring/opentelemetry/",
  columns: {
    "n8n.workflow.name": "WorkflowName",
    "n8n.execution.id": "WorkflowRunId",
    "n8n.ai.model": "ModelName",
    "n8n.ai.vendor": "ModelProviderName",
  },
  kinds: {
    "n8n.node.type": {
      "@n8n/n8n-nodes-langchain.agent": "AgentInvoked",
      "@n8n/n8n-nodes-langchain.agentTool": "AgentInvoked",
      "@n8n/n8n-nodes-langchain.openAi": "ModelInference",
      "@n8n/n8n-nodes-langchain.anthropic": "ModelInference",
      "@n8n/n8n-nodes-langchain.mcpClientTool": "ToolExecuted",
      "@n8n/n8n-nodes-langchain.mcpClient": "ToolExecuted",
      "@n8n/n8n-nodes-langchain.guardrails": "PolicyDecision",
      "n8n-nodes-base.httpRequest": "NetworkEgress",
      "n8n-nodes-base.executeWorkflow": "WorkflowInvoked",
    },
  },
  kindBeginnings: {
    "n8n.node.type": {
      "@n8n/n8n-nodes-langchain.lm": "ModelInference",
      "@n8n/n8n-nodes-langchain.embeddings": "ModelInference",
      "@n8n/n8n-nodes-langchain.tool": "ToolExecuted",
      "@n8n/n8n-nodes-langchain.vectorStore": "DataAccessed",
      "@n8n/n8n-nodes-langchain.retriever": "DataAccessed",
      "n8n-nodes-base.": "ToolExecuted",
    },
  },
  onKind: {
    AgentInvoked: { "n8n.node.name": "SrcAgentName" },
    ToolExecuted: { "n8n.node.name": "ToolName" },
    NetworkEgress: { "n8n.node.name": "ToolName" },
  },
  names: {
    "workflow.execute": "WorkflowInvoked",
    "n8n.workflow.execute": "WorkflowInvoked",
    "node.execute": "Other",
    "n8n.node.execute": "Other",
  },
  failures: { "n8n.node.status": ["error", "crashed"], "n8n.execution.status": ["error", "crashed"] },
};
