import type { Dialect } from "./dialect";

/** Microsoft Agent Framework, for Python and .NET. */
export const agentFramework: Dialect = {
  name: "Microsoft Agent Framework",
  source: "https://github.com/microsoft/agent-framework",
  columns: {
    "workflow.name": "WorkflowName",
    "workflow.id": "WorkflowRunId",
    "workflow.run.id": "WorkflowRunId",
    "message.source_id": "ActingAgentName",
    "message.target_id": "TargetAgentName",
  },
  kinds: { "gen_ai.operation.name": { "workflow.run": "WorkflowInvoked", "workflow.session": "WorkflowInvoked" } },
  names: {
    "workflow.run": "WorkflowInvoked",
    workflow_invoke: "WorkflowInvoked",
    "workflow.session": "WorkflowInvoked",
    "workflow.build": "Other",
    "executor.process": "Other",
    "message.send": "Other",
    "edge_group.process": "Other",
  },
  nameHolds: { WorkflowInvoked: "WorkflowName" },
};
