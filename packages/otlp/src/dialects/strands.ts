import type { Dialect } from "./dialect";

/** Strands Agents. */
export const strands: Dialect = {
  name: "Strands Agents",
  source: "https://github.com/strands-agents/sdk-python/blob/main/src/strands/telemetry/tracer.py",
  columns: {
    "gen_ai.event_loop.id": "WorkflowRunId",
    "event_loop.cycle_id": "WorkflowRunId",
    "memory.store.name": "DataSourceId",
    "memory.store.names": "DataSourceId",
    "memory.result.count": "RecordCount",
  },
  kinds: {
    "gen_ai.operation.name": {
      execute_event_loop_cycle: "Other",
      invoke_swarm: "WorkflowInvoked",
      invoke_graph: "WorkflowInvoked",
      "memory.search": "DataAccessed",
      "memory.inject": "DataAccessed",
      "memory.add": "DataWritten",
      "memory.extract": "DataWritten",
    },
  },
  names: { execute_event_loop_cycle: "Other" },
  failures: {
    "tool.status": ["error", "failed", "failure"],
    "gen_ai.tool.status": ["error", "failed", "failure"],
    "tool.error": ["true"],
  },
};
