import type { Dialect } from "./dialect";

/** Spring AI, and Quarkus' LangChain4j. */
export const springAi: Dialect = {
  name: "Spring AI and LangChain4j",
  source: "https://docs.spring.io/spring-ai/reference/observability/index.html",
  columns: {
    "spring.ai.chat.client.conversation.id": "EventSessionId",
    "spring.ai.tool.definition.name": "ToolName",
    "spring.ai.tool.call.arguments": "Arguments",
    "spring.ai.tool.call.result": "Result",
    "spring.ai.vector.store.collection": "TargetResourceName",
    "db.vector.query.top_k": "RecordCount",
  },
  namesBegin: { "langchain4j.aiservices.": "AgentInvoked", "langchain4j.tools.": "ToolExecuted" },
  nameHolds: { AgentInvoked: "SrcAgentName", ToolExecuted: "ToolName" },
  kinds: {
    "spring.ai.kind": {
      chat_client: "AgentInvoked",
      advisor: "Other",
      tool_call: "ToolExecuted",
    },
  },
};
