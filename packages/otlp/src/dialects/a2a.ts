import type { Dialect } from "./dialect";

/** The Agent2Agent protocol, by the tracers of its SDKs, which name a span after the method. */
export const a2a: Dialect = {
  name: "A2A",
  source: "https://github.com/a2aproject/a2a-python/blob/main/src/a2a/utils/telemetry.py",
  names: { "a2a.SendMessage": "AgentHandoff", "a2a.SendStreamingMessage": "AgentHandoff" },
  scoped: {
    scopes: ["a2a-python-sdk"],
    endings: {
      "transport.send_message": "AgentHandoff",
      "transport.send_message_streaming": "AgentHandoff",
      ".on_message_send": "AgentInvoked",
      ".on_message_send_stream": "AgentInvoked",
    },
  },
};
