import type { Dialect } from "./dialect";

/** Agno, which emits OpenInference; these are attributes and names of spans of its own. */
export const agno: Dialect = {
  name: "Agno",
  source: "https://docs.agno.com/observability/overview",
  columns: {
    "agno.agent.name": "SrcAgentName",
    "agno.agent": "SrcAgentName",
    "agno.step.agent_name": "SrcAgentName",
    "agno.team.name": "WorkflowName",
    "agno.team": "WorkflowName",
    "agno.step.team_name": "WorkflowName",
    "agno.run.id": "WorkflowRunId",
    "agno.session.id": "EventSessionId",
    "agno.user.id": "ActorUserId",
  },
  names: { "Agent.run": "AgentInvoked", "Team.run": "WorkflowInvoked" },
  scoped: {
    scopes: ["openinference.instrumentation.agno"],
    endings: {
      ".run": "AgentInvoked",
      ".arun": "AgentInvoked",
      ".invoke": "ModelInference",
      ".ainvoke": "ModelInference",
    },
    before: { AgentInvoked: "SrcAgentName", WorkflowInvoked: "WorkflowName" },
  },
};
