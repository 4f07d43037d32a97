import type { Operation } from "../activity/operation";
import type { Company } from "../plan/company";
import type { Sink } from "../row";
import { cloudAppRow, cloudAppTable } from "./cloud-app";
import { copilotRow, copilotTable } from "./copilot";
import { gatewayRow, gatewayTable } from "./gateway";
import { graphRow, graphTable } from "./graph";
import { networkRow, networkTable } from "./network";
import { officeRow, officeTable } from "./office";
import { sqlRow, sqlTable } from "./sql";

/** What the services that an operation touches note about it. */
export function signalsOf(sink: Sink, company: Company, operation: Operation): void {
  const { agent, token, data, http, tool, end, type, error } = operation;
  const { kind } = agent.blueprint;
  if (data?.system === "microsoft.sql_server" && (data.classified.length > 0 || data.verb !== "SELECT"))
    sink(sqlTable, end + 200, sqlRow(company, operation, data));
  if (http) sink(networkTable, end + 300, networkRow(operation, http));
  if (http?.host === "graph.microsoft.com") {
    const call = { requestId: operation.spanId, method: http.method, path: http.path, status: http.status };
    sink(graphTable, end + 100, graphRow(company, agent, token, end + 100, { ...call, size: http.received }));
    if (http.document) sink(officeTable, end + 900, officeRow(company, operation, http));
  }
  if (tool && kind.gateway) sink(gatewayTable, end + 150, gatewayRow(company, operation, tool));
  if (kind.agent365 && (type === "AgentInvoked" || type === "ToolExecuted"))
    sink(cloudAppTable, end + 2000, cloudAppRow(company, operation));
  if (kind.copilot && type === "AgentInvoked" && !error) sink(copilotTable, end + 1500, copilotRow(company, operation));
}
