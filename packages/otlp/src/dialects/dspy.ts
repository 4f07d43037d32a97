import type { Dialect } from "./dialect";

/** DSPy, which emits OpenInference or MLflow's attributes; these are the names of its spans. */
export const dspy: Dialect = {
  name: "DSPy",
  source: "https://dspy.ai/tutorials/observability/",
  names: {
    "ReAct.forward": "AgentInvoked",
    "LM.__call__": "ModelInference",
    "Tool.__call__": "ToolExecuted",
    "Retrieve.forward": "DataAccessed",
  },
  scoped: {
    scopes: ["openinference.instrumentation.dspy"],
    endings: {
      "embedder.__call__": "ModelInference",
      "lm.__call__": "ModelInference",
      "lm.acall": "ModelInference",
      "retrieve.forward": "DataAccessed",
      "colbertv2.__call__": "DataAccessed",
      ".forward": "WorkflowInvoked",
      ".aforward": "WorkflowInvoked",
    },
    before: { ToolExecuted: "ToolName", WorkflowInvoked: "WorkflowName" },
  },
};
