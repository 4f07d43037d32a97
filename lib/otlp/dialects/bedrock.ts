import type { Dialect } from "./dialect";

/** Amazon Bedrock, its agents and AgentCore. */
export const bedrock: Dialect = {
  name: "Amazon Bedrock and AgentCore",
  source: "https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/observability-telemetry.html",
  columns: {
    "aws.bedrock.agent.id": "SrcAgentName",
    "aws.bedrock.knowledge_base.id": "DataSourceId",
    "aws.bedrock.data_source.id": "DataSourceId",
    "aws.bedrock.guardrail.id": "DlpPolicyName",
    "aws.request_id": "EventRequestId",
    "aws.request.id": "EventRequestId",
    "tool.call.id": "ToolId",
  },
  kinds: {
    "gen_ai.operation.name": {
      InvokeModel: "ModelInference",
      InvokeModelWithResponseStream: "ModelInference",
      Converse: "ModelInference",
      ConverseStream: "ModelInference",
      InvokeAgentRuntime: "AgentInvoked",
      InvokeInlineAgent: "AgentInvoked",
      Retrieve: "DataAccessed",
      RetrieveAndGenerate: "DataAccessed",
      ApplyGuardrail: "PolicyDecision",
      InvokeFlow: "WorkflowInvoked",
      InvokeCodeInterpreter: "ToolExecuted",
    },
  },
  marks: ["aws.bedrock."],
};
