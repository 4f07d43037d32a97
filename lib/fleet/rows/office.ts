import type { HttpRequest, Operation } from "../activity/operation";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of Office 365 audit records. */
export const officeTable = "OfficeActivity";

/** A document that an agent opened through Microsoft Graph. */
export function officeRow(company: Company, operation: Operation, http: HttpRequest): Row {
  const { agent, token, user, label } = operation;
  const item = /items\/(\d+)/.exec(http.path)?.[1] ?? operation.spanId;
  return {
    TimeGenerated: iso(operation.end + 900),
    RecordType: "SharePointFileOperation",
    Operation: "FileAccessed",
    OfficeWorkload: "SharePoint",
    OrganizationId: company.tenantId,
    OfficeId: operation.spanId,
    UserId: user?.upn ?? "app@sharepoint",
    UserKey: user?.id ?? agent.id,
    UserType: user ? "Regular" : "Application",
    ClientIP: token.ip,
    ResultStatus: "Succeeded",
    Site_Url: `https://contoso.sharepoint.com/sites/${agent.blueprint.kind.name}`,
    SourceFileName: `document-${item}.docx`,
    SourceFileExtension: "docx",
    SourceRelativeUrl: "Shared Documents",
    OfficeObjectId: `https://contoso.sharepoint.com/sites/${agent.blueprint.kind.name}/document-${item}.docx`,
    ItemType: "File",
    SensitivityLabelId: label?.id ?? "",
    AppAccessContext: {
      ClientAppId: agent.appId,
      ClientAppName: agent.name,
      AADSessionId: token.sessionId,
      UniqueTokenId: token.uniqueId,
      CorrelationId: operation.traceId,
    },
  };
}
