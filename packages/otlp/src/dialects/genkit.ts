import type { Dialect } from "./dialect";

/** Genkit. */
export const genkit: Dialect = {
  name: "Genkit",
  source: "https://genkit.dev/docs/observability/telemetry-collection/",
  columns: { "genkit:metadata:flow:id": "WorkflowRunId", "genkit:sessionId": "EventSessionId" },
  kinds: {
    "genkit:metadata:subtype": {
      model: "ModelInference",
      embedder: "ModelInference",
      tool: "ToolExecuted",
      flow: "WorkflowInvoked",
      retriever: "DataAccessed",
      indexer: "DataWritten",
      agent: "AgentInvoked",
      prompt: "Other",
    },
  },
  onKind: {
    ToolExecuted: { "genkit:name": "ToolName", "genkit:input": "Arguments", "genkit:output": "Result" },
    ModelInference: { "genkit:name": "ModelName" },
    WorkflowInvoked: { "genkit:name": "WorkflowName" },
    AgentInvoked: { "genkit:name": "SrcAgentName" },
  },
  failures: { "genkit:state": ["error"] },
};
