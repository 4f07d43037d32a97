import type { Operation, ToolCall } from "../activity/operation";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of the API gateway in front of MCP servers. */
export const gatewayTable = "ApiManagementGatewayMCPLog";

/** A tool call as the API gateway notes it; it does not know the agent. */
export function gatewayRow(company: Company, operation: Operation, tool: ToolCall): Row {
  return {
    TimeGenerated: iso(operation.end + 150),
    ApiType: "mcp",
    AuthenticationMethod: "JWT",
    ClientName: operation.agent.name,
    ClientVersion: operation.build.version,
    CorrelationId: operation.traceId,
    Error: operation.error?.message ?? "",
    ErrorType: operation.error?.type ?? "",
    McpServerEndpoint: `https://${company.gateway}.azure-api.net/${tool.server.split(".")[0]}/mcp`,
    Method: "tools/call",
    OperationName: "Microsoft.ApiManagement/GatewayMCPLogs",
    ProtocolVersion: "2025-11-25",
    Region: "West Europe",
    ServerName: tool.server,
    ServerVersion: "1.0",
    SessionId: tool.mcpSessionId,
    ToolName: tool.name,
    TransportType: "streamable-http",
  };
}
