import type { Operation } from "../activity/operation";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of Defender for Cloud Apps. */
export const cloudAppTable = "CloudAppEvents";

/** An operation of an Agent 365 agent as Defender notes it: metadata only. */
export function cloudAppRow(company: Company, operation: Operation, raw: Row = {}): Row {
  const { agent, user, token, tool, sessionId } = operation;
  const actionType = operation.type === "AgentInvoked" ? "InvokeAgent" : "ExecuteToolByMCPServer";
  return {
    TimeGenerated: iso(operation.end + 2000),
    ActionType: actionType,
    ActivityType: "Basic",
    Application: "Microsoft Agent 365",
    AccountDisplayName: user?.name ?? agent.name,
    AccountObjectId: user?.id ?? agent.id,
    AccountType: user ? "Regular" : "Application",
    IPAddress: token.ip,
    CountryCode: agent.blueprint.site.country,
    IsAdminOperation: false,
    IsExternalUser: false,
    ObjectId: agent.id,
    ObjectName: agent.name,
    OAuthAppId: agent.appId,
    ReportId: operation.spanId,
    RawEventData: {
      Operation: actionType,
      AgentId: agent.id,
      AgentName: agent.name,
      AgentBlueprintId: agent.blueprintId,
      UserId: user?.upn ?? "",
      ConversationId: sessionId,
      ChannelName: "teams",
      ClientIP: token.ip,
      OrganizationId: company.tenantId,
      ...(tool && { ToolName: tool.name, McpServer: tool.server }),
      ...raw,
    },
  };
}
