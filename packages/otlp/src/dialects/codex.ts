import type { Dialect } from "./dialect";

/** The Codex CLI of OpenAI, by its own spans. */
export const codex: Dialect = {
  name: "Codex CLI",
  source: "https://github.com/openai/codex/blob/main/docs/config.md",
  columns: {
    "codex.turn.token_usage.input_tokens": "InputTokensUsed",
    "codex.turn.token_usage.output_tokens": "OutputTokensUsed",
  },
  spans: {
    "session_task.turn": {
      kind: "AgentInvoked",
      holds: { "thread.id": "EventSessionId", "turn.id": "WorkflowRunId", model: "ModelName" },
    },
    handle_responses: { kind: "ModelInference", holds: { model: "ModelName" } },
  },
};
