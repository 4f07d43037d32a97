import type { Dialect } from "./dialect";

/** LiveKit Agents, which speak and listen. */
export const liveKit: Dialect = {
  name: "LiveKit Agents",
  source: "https://docs.livekit.io/agents/ops/logging/",
  columns: {
    "lk.agent_name": "SrcAgentName",
    "lk.agent_label": "SrcAgentName",
    "lk.job_id": "WorkflowRunId",
    "lk.room_name": "EventSessionId",
    "lk.function_tool.name": "ToolName",
    "lk.function_tool.id": "ToolId",
    "lk.function_tool.arguments": "Arguments",
    "lk.pii.function_tool.arguments": "Arguments",
    "lk.function_tool.output": "Result",
    "lk.pii.function_tool.output": "Result",
  },
  names: {
    agent_session: "AgentInvoked",
    agent_turn: "AgentInvoked",
    function_tool: "ToolExecuted",
    llm_request: "ModelInference",
    llm_request_run: "Other",
    llm_node: "Other",
    stt_node: "Other",
    tts_node: "Other",
    tts_request: "Other",
    user_turn: "Other",
    eou_detection: "Other",
  },
  failures: { "lk.function_tool.is_error": ["true"] },
};
