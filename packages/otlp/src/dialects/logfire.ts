import type { Dialect } from "./dialect";

/** Logfire's own instrumentation of the OpenAI Agents SDK: the templates of its messages are the names of its spans. */
export const logfire: Dialect = {
  name: "Logfire for OpenAI Agents",
  source: "https://github.com/pydantic/logfire/blob/main/logfire/_internal/integrations/openai_agents.py",
  kinds: { sdk_span_type: { task: "Other", turn: "Other" } },
  spans: {
    "OpenAI Agents trace: {name}": {
      kind: "WorkflowInvoked",
      holds: { name: "WorkflowName", group_id: "EventSessionId" },
    },
    "Agent run: {name!r}": { kind: "AgentInvoked", holds: { name: "SrcAgentName" } },
    "Function: {name}": {
      kind: "ToolExecuted",
      holds: { name: "ToolName", input: "Arguments", output: "Result" },
    },
    "Handoff: {from_agent} → {to_agent}": {
      kind: "AgentHandoff",
      holds: { from_agent: "SrcAgentName", to_agent: "TargetAgentName" },
    },
    "Guardrail {name!r} {triggered=}": {
      kind: "PolicyDecision",
      holds: { name: "DlpPolicyName" },
      denies: "triggered",
    },
    "MCP: list tools from server {server}": { kind: "Other" },
  },
};
