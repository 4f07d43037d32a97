import type { Dialect } from "./dialect";

/** Microsoft Agent 365's SDKs. */
export const agent365: Dialect = {
  name: "Microsoft Agent 365",
  source: "https://github.com/microsoft/Agent365-nodejs",
  columns: {
    "microsoft.a365.agent.blueprint.id": "SrcAgentBlueprintId",
    "gen_ai.agent.blueprintid": "SrcAgentBlueprintId",
    "gen_ai.agent.applicationid": "SrcAgentBlueprintId",
    "microsoft.agent.user.id": "SrcAgentUserId",
    "gen_ai.agent.userid": "SrcAgentUserId",
    "microsoft.session.id": "EventSessionId",
    "microsoft.a365.caller.agent.id": "ActingAgentId",
    "gen_ai.caller.agent.id": "ActingAgentId",
    "microsoft.a365.caller.agent.name": "ActingAgentName",
    "gen_ai.caller.agent.name": "ActingAgentName",
    "gen_ai.caller.id": "ActorUserId",
    "gen_ai.caller.name": "ActorUsername",
    "gen_ai.caller.upn": "ActorUsername",
    "gen_ai.caller.client.ip": "SrcIpAddr",
    "microsoft.security.decision.type": "DlpVerdict",
    "microsoft.security.decision.reason": "EventErrorDetails",
    "microsoft.security.policy.name": "DlpPolicyName",
    "microsoft.security.policy.id": "DlpPolicyName",
    "microsoft.guardian.name": "DlpPolicyName",
  },
  kinds: {
    "gen_ai.operation.name": {
      Chat: "ModelInference",
      TextCompletion: "ModelInference",
      GenerateContent: "ModelInference",
      InferenceCall: "ModelInference",
      output_messages: "ModelInference",
      InvokeAgent: "AgentInvoked",
      ExecuteTool: "ToolExecuted",
      ExecuteToolBySDK: "ToolExecuted",
      ExecuteToolByGateway: "ToolExecuted",
      ExecuteToolByMCPServer: "ToolExecuted",
      apply_guardrail: "PolicyDecision",
    },
  },
  names: { apply_guardrail: "PolicyDecision", output_messages: "ModelInference" },
};
