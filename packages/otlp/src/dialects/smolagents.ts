import type { Dialect } from "./dialect";

/** smolagents, which emits OpenInference; these are the names of its spans. */
export const smolagents: Dialect = {
  name: "smolagents",
  source: "https://huggingface.co/docs/smolagents/tutorials/inspect_runs",
  columns: { "smolagents.agent.name": "SrcAgentName", "smolagents.tool.name": "ToolName" },
  names: {
    "CodeAgent.run": "AgentInvoked",
    "ToolCallingAgent.run": "AgentInvoked",
    "MultiStepAgent.run": "AgentInvoked",
  },
  scoped: {
    scopes: ["openinference.instrumentation.smolagents"],
    endings: { ".run": "AgentInvoked", ".generate": "ModelInference", ".generate_stream": "ModelInference" },
    before: { AgentInvoked: "SrcAgentName", ToolExecuted: "ToolName" },
  },
};
