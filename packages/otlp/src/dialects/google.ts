import type { Dialect } from "./dialect";

/** Google's Agent Development Kit and the Gemini CLI. */
export const google: Dialect = {
  name: "Google ADK and Gemini CLI",
  source: "https://github.com/google/adk-python/blob/main/src/google/adk/telemetry/tracing.py",
  columns: {
    "gcp.vertex.agent.session_id": "EventSessionId",
    "gcp.vertex.agent.invocation_id": "WorkflowRunId",
    "gcp.vertex.agent.tool_call_args": "Arguments",
    "gcp.vertex.agent.tool_response": "Result",
    tool_call_args: "Arguments",
    tool_response: "Result",
    "gcp.vertex.agent.event_id": "EventRequestId",
    function_name: "ToolName",
    function_args: "Arguments",
    "tool.call_id": "ToolId",
    "tool.call.id": "ToolId",
    prompt_id: "EventRequestId",
  },
  kinds: {
    "gen_ai.operation.name": {
      call_llm: "ModelInference",
      llm_call: "ModelInference",
      agent_call: "AgentInvoked",
      tool_call: "ToolExecuted",
      user_prompt: "AgentInvoked",
      system_prompt: "Other",
      schedule_tool_calls: "Other",
    },
  },
  names: {
    call_llm: "ModelInference",
    llm_call: "ModelInference",
    tool_call: "ToolExecuted",
    agent_call: "AgentInvoked",
    agent_run: "AgentInvoked",
    invocation: "AgentInvoked",
    execute_tool: "ToolExecuted",
    user_prompt: "AgentInvoked",
    send_data: "ModelInference",
  },
  onKind: {
    ToolExecuted: {
      "gen_ai.input.messages": "Arguments",
      "gen_ai.output.messages": "Result",
      "code.function.return.value": "Result",
    },
  },
  nameHolds: { AgentInvoked: "SrcAgentName", ToolExecuted: "ToolName" },
};
