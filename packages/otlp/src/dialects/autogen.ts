import type { Dialect } from "./dialect";

/** AutoGen. */
export const autoGen: Dialect = {
  name: "AutoGen",
  source: "https://microsoft.github.io/autogen/stable/user-guide/agentchat-user-guide/tracing.html",
  columns: {
    recipient_agent_type: "TargetAgentName",
    sender_agent_type: "ActingAgentName",
  },
  names: { autogen: "Other" },
};
