import type { Dialect } from "./dialect";

/** Instrumentations that name the kind of a span beside OpenTelemetry's names: LoongSuite and ARMS, Dify, traceAI. */
export const loongSuite: Dialect = {
  name: "LoongSuite, ARMS, Dify and traceAI",
  source: "https://github.com/alibaba/loongsuite-python-agent",
  columns: {
    "gen_ai.model_name": "ModelName",
    "gen_ai.session.id": "EventSessionId",
    "gen_ai.user.id": "ActorUserId",
    "gen_ai.user.name": "ActorUsername",
    "gen_ai.memory.operation": "StoreOperation",
    "gen_ai.memory.id": "DataSourceId",
    "gen_ai.memory.result_count": "RecordCount",
    "gen_ai.memory.result.count": "RecordCount",
  },
  kinds: {
    "gen_ai.memory.operation": {
      add: "DataWritten",
      update: "DataWritten",
      delete: "DataWritten",
      delete_all: "DataWritten",
      batch_update: "DataWritten",
      batch_delete: "DataWritten",
      reset: "DataWritten",
      get: "DataAccessed",
      get_all: "DataAccessed",
      search: "DataAccessed",
      history: "DataAccessed",
    },
    ...Object.fromEntries(
      ["gen_ai.span.kind", "gen_ai.span_kind_name"].map((attribute) => [
        attribute,
        {
          AGENT: "AgentInvoked",
          LLM: "ModelInference",
          EMBEDDING: "ModelInference",
          RERANKER: "ModelInference",
          TOOL: "ToolExecuted",
          MCP_CLIENT: "ToolExecuted",
          RETRIEVER: "DataAccessed",
          VECTOR_DB: "DataAccessed",
          GUARDRAIL: "PolicyDecision",
          CHAIN: "WorkflowInvoked",
          WORKFLOW: "WorkflowInvoked",
          ENTRY: "Other",
          TASK: "Other",
          STEP: "Other",
          EVALUATOR: "Other",
          UNKNOWN: "Other",
        },
      ]),
    ),
  },
  onKind: {
    ToolExecuted: { "tool.parameters": "Arguments", "input.value": "Arguments", "output.value": "Result" },
  },
};
