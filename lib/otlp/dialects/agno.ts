import type { Dialect } from "./dialect";

/** Agno, which emits OpenInference; these are attributes of its own. */
export const agno: Dialect = {
  name: "Agno",
  source: "https://docs.agno.com/observability/overview",
  columns: {
    "agno.agent.name": "SrcAgentName",
    "agno.team.name": "WorkflowName",
    "agno.run.id": "WorkflowRunId",
    "agno.session.id": "EventSessionId",
    "agno.user.id": "ActorUserId",
  },
  names: { "Agent.run": "AgentInvoked", "Team.run": "WorkflowInvoked" },
  marks: ["agno."],
};
