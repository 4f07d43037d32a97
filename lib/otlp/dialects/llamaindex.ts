import type { Dialect } from "./dialect";

/** LlamaIndex, by its instrumentation for OpenTelemetry. */
export const llamaIndex: Dialect = {
  name: "LlamaIndex",
  source: "https://docs.llamaindex.ai/en/stable/module_guides/observability/",
  columns: {
    "llamaindex.agent.name": "SrcAgentName",
    "llamaindex.tool.name": "ToolName",
    "llama_index.workflow.name": "WorkflowName",
    "tool.tool_name": "ToolName",
    "retriever.data_source_id": "DataSourceId",
  },
  names: {
    "FunctionAgent.run": "AgentInvoked",
    "ReActAgent.run": "AgentInvoked",
    "AgentWorkflow.run": "WorkflowInvoked",
    "FunctionAgent.call_tool": "ToolExecuted",
    "ReActAgent.call_tool": "ToolExecuted",
    "AgentWorkflow.call_tool": "ToolExecuted",
    "FunctionTool.acall": "ToolExecuted",
    "FunctionTool.call": "ToolExecuted",
    "VectorIndexRetriever.retrieve": "DataAccessed",
    "VectorIndexRetriever.aretrieve": "DataAccessed",
    "BaseRetriever.retrieve": "DataAccessed",
    "BaseRetriever.aretrieve": "DataAccessed",
  },
  marks: ["llamaindex.", "llama_index."],
};
