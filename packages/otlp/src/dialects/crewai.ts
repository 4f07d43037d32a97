import type { Dialect } from "./dialect";

/** CrewAI, by its own telemetry and by the instrumentations of OpenLLMetry and OpenInference. */
export const crewAi: Dialect = {
  name: "CrewAI",
  source: "https://github.com/crewAIInc/crewAI/blob/main/lib/crewai/src/crewai/telemetry/telemetry.py",
  columns: {
    "crewai.agent.role": "SrcAgentName",
    "crewai.agent.llm": "ModelName",
    "crewai.task.agent": "SrcAgentName",
    "crewai.crew.name": "WorkflowName",
    "crewai.crew.id": "WorkflowRunId",
    "crewai.tool.name": "ToolName",
    agent_role: "SrcAgentName",
    crew_name: "WorkflowName",
    crew_id: "WorkflowRunId",
    flow_name: "WorkflowName",
    flow_id: "WorkflowRunId",
  },
  names: {
    "crewai.workflow": "WorkflowInvoked",
    "Crew Execution": "WorkflowInvoked",
    "Flow Execution": "WorkflowInvoked",
    "Task Execution": "AgentInvoked",
    "Tool Usage": "ToolExecuted",
    "Tool Usage Error": "ToolExecuted",
    "Tool Repeated Usage": "ToolExecuted",
  },
  scoped: {
    scopes: ["openinference.instrumentation.crewai"],
    endings: { ".kickoff": "WorkflowInvoked", ".execute": "AgentInvoked", "._execute_core": "AgentInvoked" },
    before: { AgentInvoked: "SrcAgentName", WorkflowInvoked: "WorkflowName", ToolExecuted: "ToolName" },
  },
};
