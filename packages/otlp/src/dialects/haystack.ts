import type { Dialect } from "./dialect";

/** Haystack, by its own tracer. Components are told by how their classes are called: there are hundreds. */
export const haystack: Dialect = {
  name: "Haystack",
  source: "https://docs.haystack.deepset.ai/docs/tracing",
  columns: {
    "haystack.pipeline.name": "WorkflowName",
    "haystack.tool.name": "ToolName",
    "haystack.tool.call.id": "ToolId",
    "haystack.agent.step.tool.input": "Arguments",
    "haystack.agent.step.tool.output": "Result",
    "haystack.agent.name": "SrcAgentName",
  },
  kinds: { "haystack.component.type": { Agent: "AgentInvoked", ToolInvoker: "ToolExecuted", LLM: "ModelInference" } },
  kindEndings: {
    "haystack.component.type": {
      Generator: "ModelInference",
      Embedder: "ModelInference",
      Ranker: "ModelInference",
      Retriever: "DataAccessed",
      WebSearch: "ToolExecuted",
      Fetcher: "ToolExecuted",
      Writer: "DataWritten",
    },
  },
  names: {
    "haystack.pipeline.run": "WorkflowInvoked",
    "haystack.async_pipeline.run": "WorkflowInvoked",
    "haystack.agent.run": "AgentInvoked",
    "haystack.agent.step": "Other",
    "haystack.agent.step.llm": "ModelInference",
    "haystack.agent.step.tool": "ToolExecuted",
    "haystack.agent.hook": "Other",
    "haystack.agent.hook.human_in_the_loop.strategy": "PolicyDecision",
    "haystack.chat_generator.run": "ModelInference",
    "haystack.component.run": "Other",
  },
  onKind: {
    AgentInvoked: { "haystack.component.name": "SrcAgentName" },
    ToolExecuted: { "haystack.component.name": "ToolName" },
  },
  verdicts: {
    "haystack.agent.hook.human_in_the_loop.strategy.decision": { confirm: "allow", modify: "allow", reject: "deny" },
  },
  failures: { "haystack.tool.error": ["true"] },
};
