import type { Dialect } from "./dialect";

/** The Model Context Protocol, as the conventions and its own SDKs name it. */
export const mcp: Dialect = {
  name: "MCP",
  source: "https://github.com/open-telemetry/semantic-conventions-genai/blob/main/docs/gen-ai/mcp.md",
  columns: {
    "mcp.method.name": "McpMethod",
    "mcp.method": "McpMethod",
    "mcp.session.id": "McpSessionId",
    "mcp.session_id": "McpSessionId",
    "mcp.protocol.version": "McpProtocolVersion",
    "mcp.resource.uri": "McpResource",
    "mcp.tool.name": "ToolName",
    "mcp.tool.arguments": "Arguments",
    "mcp.request.argument": "Arguments",
    "mcp.tool.result": "Result",
    "mcp.response.value": "Result",
  },
  failures: { "mcp.tool.is_error": ["true"], "mcp.response.is_error": ["true"], "mcp.result.is_error": ["true"] },
};
