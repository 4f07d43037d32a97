import type { Dialect } from "./dialect";

/** OpenAI Agents SDK, by the instrumentation of OpenTelemetry and others. */
export const openAiAgents: Dialect = {
  name: "OpenAI Agents",
  source: "https://github.com/open-telemetry/opentelemetry-python-contrib/tree/main/instrumentation-genai",
  columns: {
    "gen_ai.handoff.to_agent.name": "TargetAgentName",
    "gen_ai.handoff.target_agent": "TargetAgentName",
    "gen_ai.handoff.from_agent.name": "SrcAgentName",
    "gen_ai.handoff.source_agent": "SrcAgentName",
    "gen_ai.agent.handoff_parent": "ActingAgentName",
    "agent.handoff.to": "TargetAgentName",
    "agent.handoff.from": "SrcAgentName",
    "gen_ai.guardrail.name": "DlpPolicyName",
    "openai.agents.workflow.name": "WorkflowName",
    "openai.agents.group_id": "EventSessionId",
  },
  kinds: {
    "agent.span.type": {
      agent: "AgentInvoked",
      function: "ToolExecuted",
      response: "ModelInference",
      generation: "ModelInference",
      handoff: "AgentHandoff",
      guardrail: "PolicyDecision",
      mcp_tools: "Other",
      custom: "Other",
    },
    "openai.agents.span.type": {
      agent: "AgentInvoked",
      function: "ToolExecuted",
      response: "ModelInference",
      generation: "ModelInference",
      handoff: "AgentHandoff",
      guardrail: "PolicyDecision",
    },
    "gen_ai.operation.name": {
      agent_handoff: "AgentHandoff",
      guardrail_check: "PolicyDecision",
      speech_generation: "ModelInference",
      transcription: "ModelInference",
      realtime: "ModelInference",
    },
  },
  verdicts: { "gen_ai.guardrail.triggered": { true: "deny", false: "allow" } },
};
