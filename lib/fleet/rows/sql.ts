import type { Operation, StoreAccess } from "../activity/operation";
import type { Company } from "../plan/company";
import type { Row } from "../row";
import { iso } from "../time";

/** Table of SQL audit events. */
export const sqlTable = "SQLSecurityAuditEvents";

/** The audit event of a statement: changes, and reads of classified columns, are audited. */
export function sqlRow(company: Company, operation: Operation, access: StoreAccess): Row {
  const { agent, end } = operation;
  const reads = access.verb === "SELECT";
  return {
    TimeGenerated: iso(end + 200),
    EventTime: iso(end),
    EventId: operation.spanId,
    Category: "SQLSecurityAuditEvents",
    ActionId: "BCM",
    ActionName: "BATCH COMPLETED",
    AffectedRows: reads ? 0 : access.rows,
    ResponseRows: reads ? access.rows : 0,
    ApplicationName: agent.name,
    AuditSchemaVersion: 1,
    ClientIp: operation.token.ip,
    DatabaseName: access.namespace,
    DatabasePrincipalName: agent.name,
    ServerPrincipalName: `${agent.appId}@${company.tenantId}`,
    DataSensitivityInformation: sensitivity(access.classified),
    DurationMs: end - operation.start,
    LogicalServerName: company.sqlServer,
    ObjectName: access.table,
    SchemaName: "dbo",
    Statement: `${access.verb} ${access.classified.join(", ") || "*"} ${reads ? "FROM " : ""}dbo.${access.table}`,
    Succeeded: true,
    _ResourceId:
      `${company.resourceRoot}/providers/microsoft.sql/servers/${company.sqlServer}/databases/${access.namespace}`.toLowerCase(),
  };
}

function sensitivity(columns: readonly string[]): string {
  if (columns.length === 0) return "";
  const attributes = columns.map(
    (column) =>
      `<sensitivity_attribute label="Highly Confidential" information_type="${column}" rank="30" rank_desc="High" />`,
  );
  return `<sensitivity_attributes max_rank="30" max_rank_desc="High">${attributes.join("")}</sensitivity_attributes>`;
}
