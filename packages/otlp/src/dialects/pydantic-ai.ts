import type { Dialect } from "./dialect";

/** Pydantic AI and Logfire. */
export const pydanticAi: Dialect = {
  name: "Pydantic AI and Logfire",
  source: "https://ai.pydantic.dev/logfire/",
  columns: {
    tool_arguments: "Arguments",
    tool_response: "Result",
    model_name: "ModelName",
    "gen_ai.agent.call.id": "WorkflowRunId",
    "logfire.agent_name": "SrcAgentName",
  },
  names: {
    "agent run": "AgentInvoked",
    "running tool": "ToolExecuted",
    "running tools": "Other",
    "running output function": "ToolExecuted",
  },
  // Older instrumentations call a run `clerk run`, and say nothing of its kind.
  scoped: { scopes: ["pydantic-ai"], endings: { " run": "AgentInvoked" } },
};
