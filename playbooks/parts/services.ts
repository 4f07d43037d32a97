import type { Action } from "./action";
import { text } from "./expression";
import { type MsiRequest, msiRequest, sentinelRequest } from "./http";
import { incidentId } from "./incident";

type Request = Pick<MsiRequest, "method" | "body" | "secret" | "items">;

/** @param path after the endpoint, version included */
export const graph = (method: Request["method"], path: string, more: Omit<Request, "method"> = {}): Action =>
  msiRequest({
    method,
    uri: `@{parameters('GraphEndpoint')}/${path}`,
    audience: "@parameters('GraphEndpoint')",
    ...more,
  });

/** @param path after the endpoint, with its api-version */
export const arm = (method: Request["method"], path: string, more: Omit<Request, "method"> = {}): Action =>
  msiRequest({ method, uri: `@{parameters('ArmEndpoint')}${path}`, audience: "@parameters('ArmEndpoint')", ...more });

/**
 * A query on the workspace.
 * @see https://learn.microsoft.com/azure/azure-monitor/logs/api/azure-resource-queries
 */
export const query = (kql: string): Action =>
  msiRequest({
    method: "POST",
    uri: "@{parameters('LogsQueryEndpoint')}/v1@{parameters('WorkspaceResourceId')}/query",
    audience: "https://api.loganalytics.io",
    body: { query: kql },
  });

/** Adds rows to AgentResponse_CL. @param rows an expression, without @ */
export const writeLedger = (rows: string): Action =>
  msiRequest({
    method: "POST",
    uri: "@{parameters('LogsIngestionEndpoint')}/dataCollectionRules/@{parameters('DataCollectionRuleImmutableId')}/streams/Custom-AgentResponse?api-version=2023-01-01",
    audience: "https://monitor.azure.com",
    body: `@${rows}`,
  });

/** Comments of the incident, the newest first. */
export const readComments = (): Action =>
  arm("GET", `${text(incidentId)}/comments?api-version=2025-09-01`, { items: 1000 });

/** @param message HTML, with what others wrote escaped */
export const comment = (message: string): Action =>
  sentinelRequest("post", "/Incidents/Comment", { incidentArmId: `@${incidentId}`, message });

export const tagIncident = (tag: string): Action =>
  sentinelRequest("put", "/Incidents", { incidentArmId: `@${incidentId}`, tagsToAdd: { TagsToAdd: [{ Tag: tag }] } });
