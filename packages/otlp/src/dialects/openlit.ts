import type { Dialect } from "./dialect";

/** OpenLIT, whose operations have more words than the conventions. */
export const openLit: Dialect = {
  name: "OpenLIT",
  source: "https://github.com/openlit/openlit/blob/main/sdk/python/src/openlit/semcov/__init__.py",
  columns: {
    "gen_ai.agent.role": "SrcAgentName",
    "gen_ai.agent.target": "TargetAgentName",
    "gen_ai.agent.source": "SrcAgentName",
    "gen_ai.agent.session_id": "EventSessionId",
    "gen_ai.retrieval.source": "DataSourceId",
    "gen_ai.retrieval.document_count": "RecordCount",
    "gen_ai.tool.args": "Arguments",
    "gen_ai.agent.action.tool": "ToolName",
    "gen_ai.agent.action.tool_input": "Arguments",
  },
  kinds: {
    "gen_ai.operation.name": {
      image: "ModelInference",
      audio: "ModelInference",
      translate: "ModelInference",
      speech_to_text: "ModelInference",
      text_to_speech: "ModelInference",
      speech_to_text_translate: "ModelInference",
      model_request: "ModelInference",
      execute_task: "AgentInvoked",
      browser_run: "AgentInvoked",
      browser_action: "ToolExecuted",
      crawl: "ToolExecuted",
      crawl_deep: "ToolExecuted",
      scrape: "ToolExecuted",
      tool_coordination: "Other",
      user_prompt_processing: "Other",
      browser_step: "Other",
    },
  },
};
