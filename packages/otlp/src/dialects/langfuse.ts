import type { Dialect } from "./dialect";

/** Langfuse's SDKs. */
export const langfuse: Dialect = {
  name: "Langfuse",
  source: "https://langfuse.com/integrations/native/opentelemetry",
  columns: {
    "langfuse.observation.model.name": "ModelName",
    "langfuse.session.id": "EventSessionId",
    "langfuse.user.id": "ActorUserId",
    // What its callback of LangChain is given beside the trace.
    "langfuse.trace.metadata.langfuse_session_id": "EventSessionId",
    "langfuse.observation.metadata.langfuse_session_id": "EventSessionId",
    "langfuse.trace.metadata.langfuse_user_id": "ActorUserId",
    "langfuse.observation.metadata.langfuse_user_id": "ActorUserId",
  },
  kinds: {
    "langfuse.observation.type": {
      agent: "AgentInvoked",
      generation: "ModelInference",
      embedding: "ModelInference",
      tool: "ToolExecuted",
      retriever: "DataAccessed",
      guardrail: "PolicyDecision",
      chain: "WorkflowInvoked",
      evaluator: "Other",
      span: "Other",
      event: "Other",
    },
  },
  onKind: { ToolExecuted: { "langfuse.observation.input": "Arguments", "langfuse.observation.output": "Result" } },
  members: {
    "langfuse.observation.usage_details": {
      input: "InputTokensUsed",
      prompt_tokens: "InputTokensUsed",
      output: "OutputTokensUsed",
      completion_tokens: "OutputTokensUsed",
    },
  },
  wholeName: { ToolExecuted: "ToolName", AgentInvoked: "SrcAgentName", WorkflowInvoked: "WorkflowName" },
  failures: { "langfuse.observation.level": ["ERROR"] },
};
