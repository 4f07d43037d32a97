import { incidentProperties } from "../automation/incident-resource";
import type { Incident } from "../incidents/incident";
import type { InputSource } from "../ingestion/input-row";
import type { Workspace } from "../workspace/model";

/** Table of incidents: a row for each state that one had. */
export const incidentTable = "SecurityIncident";

/**
 * A state of an incident as a row of SecurityIncident.
 * @param at when the row is written
 * @param modifiedBy who made the incident what it is
 */
export function securityIncident(workspace: Workspace, incident: Incident, at: Date, modifiedBy: string): InputSource {
  const p = incidentProperties(workspace, incident);
  const data = {
    TimeGenerated: at.toISOString(),
    IncidentName: incident.id,
    IncidentNumber: incident.number,
    Title: incident.title,
    Description: incident.description,
    Severity: incident.severity,
    Status: incident.status,
    Classification: incident.classification ?? "",
    Owner: JSON.stringify(p.owner),
    ProviderName: incident.providerName,
    ProviderIncidentId: incident.providerIncidentId,
    IncidentUrl: p.incidentUrl,
    FirstActivityTime: incident.firstActivityTime,
    LastActivityTime: incident.lastActivityTime,
    CreatedTime: incident.createdTime,
    LastModifiedTime: incident.lastModifiedTime,
    ...(incident.status === "Closed" ? { ClosedTime: incident.lastModifiedTime } : {}),
    ModifiedBy: modifiedBy,
    AlertIds: JSON.stringify(incident.alerts.map(({ systemAlertId }) => systemAlertId)),
    RelatedAnalyticRuleIds: JSON.stringify(incident.ruleArmIds),
    Labels: JSON.stringify(p.labels),
    AdditionalData: JSON.stringify(p.additionalData),
    Tasks: JSON.stringify(incident.tasks),
  };
  const rows = async function* () {
    yield { data, place: `incident ${incident.number}`, bytes: JSON.stringify(data).length };
  };
  return { target: incidentTable, file: "incidents", free: true, rows };
}
