import type { Dialect } from "./dialect";

/** Braintrust's SDKs, which put what they say into JSON, and DeepEval's. */
export const braintrust: Dialect = {
  name: "Braintrust and DeepEval",
  source: "https://www.braintrust.dev/docs/integrations/sdk-integrations/opentelemetry",
  columns: {
    "braintrust.metrics.prompt_tokens": "InputTokensUsed",
    "braintrust.metrics.completion_tokens": "OutputTokensUsed",
    "braintrust.function.name": "ToolName",
    "confident.agent.name": "SrcAgentName",
    "confident.tool.name": "ToolName",
    "confident.llm.model": "ModelName",
    "confident.llm.input_token_count": "InputTokensUsed",
    "confident.llm.output_token_count": "OutputTokensUsed",
    "confident.trace.thread_id": "EventSessionId",
    "confident.trace.user_id": "ActorUserId",
  },
  kinds: Object.fromEntries(
    ["braintrust.span_attributes", "braintrust.span_attributes.type", "confident.span.type"].map((attribute) => [
      attribute,
      {
        llm: "ModelInference",
        tool: "ToolExecuted",
        function: "ToolExecuted",
        agent: "AgentInvoked",
        retriever: "DataAccessed",
        task: "Other",
        eval: "Other",
        score: "Other",
        automation: "Other",
        facet: "Other",
      },
    ]),
  ),
  kindMembers: { "braintrust.span_attributes": "type" },
  members: {
    "braintrust.metadata": { model: "ModelName", provider: "ModelProviderName" },
    "braintrust.metrics": { prompt_tokens: "InputTokensUsed", completion_tokens: "OutputTokensUsed" },
  },
  onKind: {
    ToolExecuted: {
      "braintrust.input_json": "Arguments",
      "braintrust.output_json": "Result",
      "confident.span.input": "Arguments",
      "confident.span.output": "Result",
      "confident.span.name": "ToolName",
    },
    AgentInvoked: { "confident.span.name": "SrcAgentName" },
  },
};
