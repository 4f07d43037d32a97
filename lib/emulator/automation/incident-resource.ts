import { v5 } from "uuid";
import type { Incident } from "../incidents/incident";
import type { Alert } from "../rules/alert";
import { type Entity, entityKey } from "../rules/entities";
import type { Workspace } from "../workspace/model";

const entityNamespace = "0e6d8a77-3c1b-5f2e-9c58-7d2f1b4a6e90";
/** Under which the Defender portal shows incidents. */
const defenderPortal = "https://security.microsoft.com/incident2";

/** Where a workspace's resources of Sentinel are. */
export const insightsOf = (workspace: Workspace): string => `${workspace.armId}/providers/Microsoft.SecurityInsights`;

/** ARM id of an incident. */
export const incidentArmId = (workspace: Workspace, { id }: Pick<Incident, "id">): string =>
  `${insightsOf(workspace)}/Incidents/${id}`;

/**
 * Properties of an incident, as Azure Resource Manager and triggers show them.
 * @see https://learn.microsoft.com/rest/api/securityinsights/incidents/get
 */
export function incidentProperties(workspace: Workspace, incident: Incident): Record<string, unknown> {
  const insights = insightsOf(workspace);
  const isDefender = incident.providerName === "Microsoft XDR";
  return {
    title: incident.title,
    ...(isDefender ? {} : { description: incident.description }),
    severity: incident.severity,
    status: incident.status,
    ...(incident.classification === undefined ? {} : { classification: incident.classification }),
    incidentNumber: incident.number,
    incidentUrl: `https://portal.azure.com/#asset/Microsoft_Azure_Security_Insights/Incident${incidentArmId(workspace, incident)}`,
    createdTimeUtc: incident.createdTime,
    lastModifiedTimeUtc: incident.lastModifiedTime,
    firstActivityTimeUtc: incident.firstActivityTime,
    lastActivityTimeUtc: incident.lastActivityTime,
    labels: incident.labels.map((labelName) => ({ labelName, labelType: "User" })),
    owner: { objectId: incident.ownerId ?? null, email: null, assignedTo: null, userPrincipalName: null },
    providerName: incident.providerName,
    providerIncidentId: incident.providerIncidentId,
    relatedAnalyticRuleIds: incident.ruleArmIds,
    additionalData: {
      alertsCount: incident.alerts.length,
      bookmarksCount: 0,
      commentsCount: 0,
      alertProductNames: [...new Set(incident.alerts.map(({ product }) => product))],
      tactics: incident.tactics,
      techniques: incident.techniques,
      ...(isDefender ? { providerIncidentUrl: `${defenderPortal}/${incident.providerIncidentId}/overview` } : {}),
    },
    alerts: incident.alerts.map((alert) => alertResource(insights, alert)),
    bookmarks: [],
    comments: [],
    relatedEntities: incident.entities.map((entity) => entityResource(insights, entity)),
  };
}

/** An alert as the API shows it; those of other products have no custom details. */
export function alertResource(insights: string, alert: Alert) {
  const isOurs = alert.ruleId !== "";
  return {
    id: `${insights}/Entities/${alert.systemAlertId}`,
    name: alert.systemAlertId,
    type: "Microsoft.SecurityInsights/Entities",
    kind: "SecurityAlert",
    properties: {
      systemAlertId: alert.systemAlertId,
      alertDisplayName: alert.title,
      description: alert.description,
      severity: alert.severity,
      tactics: alert.tactics,
      startTimeUtc: alert.startTime,
      endTimeUtc: alert.endTime,
      timeGenerated: alert.timeGenerated,
      providerAlertId: alert.systemAlertId,
      productName: alert.product,
      additionalData: isOurs
        ? {
            "Custom Details": JSON.stringify(alert.customDetails),
            "Analytic Rule Ids": JSON.stringify([alert.ruleId]),
            "Analytic Rule Name": alert.rule,
          }
        : {},
    },
  };
}

function entityResource(insights: string, entity: Entity) {
  const { type, ...identifiers } = entity;
  const name = v5(entityKey(entity), entityNamespace);
  const properties = Object.fromEntries(
    Object.entries(identifiers).map(([key, value]) => [key[0]!.toLowerCase() + key.slice(1), value]),
  );
  return {
    id: `${insights}/Entities/${name}`,
    name,
    type: "Microsoft.SecurityInsights/Entities",
    kind: kindOf(type),
    properties: { ...properties, friendlyName: Object.values(identifiers)[0] },
  };
}

/** The API's kinds, where they differ from the mapping's types. */
function kindOf(type: string): string {
  return ({ IP: "Ip", URL: "Url", DNS: "DnsResolution" } as Record<string, string>)[type] ?? type;
}
