import { v5 } from "uuid";
import type { Incident } from "../incidents/incident";
import type { Alert } from "../rules/alert";
import { type Entity, entityKey } from "../rules/entities";
import type { Workspace } from "../workspace/model";

const entityNamespace = "0e6d8a77-3c1b-5f2e-9c58-7d2f1b4a6e90";

/**
 * What Sentinel posts to a playbook that an incident starts.
 * @see https://learn.microsoft.com/azure/sentinel/playbook-triggers-actions (Microsoft Sentinel incident trigger)
 */
export function incidentTriggerBody(workspace: Workspace, incident: Incident): Record<string, unknown> {
  const [, , subscriptionId, , resourceGroup, , , , workspaceName] = workspace.armId.split("/");
  const insights = `${workspace.armId}/providers/Microsoft.SecurityInsights`;
  return {
    eventUniqueId: incident.id,
    objectSchemaType: "Incident",
    objectEventType: "Create",
    workspaceInfo: { SubscriptionId: subscriptionId, ResourceGroupName: resourceGroup, WorkspaceName: workspaceName },
    workspaceId: workspace.armId,
    object: {
      id: `${insights}/Incidents/${incident.id}`,
      name: incident.id,
      type: "Microsoft.SecurityInsights/Incidents",
      properties: {
        title: incident.title,
        description: incident.description,
        severity: incident.severity,
        status: incident.status,
        incidentNumber: incident.number,
        createdTimeUtc: incident.createdTime,
        lastModifiedTimeUtc: incident.lastModifiedTime,
        firstActivityTimeUtc: incident.firstActivityTime,
        lastActivityTimeUtc: incident.lastActivityTime,
        labels: [],
        owner: { objectId: null, email: null, assignedTo: null, userPrincipalName: null },
        providerName: "Azure Sentinel",
        providerIncidentId: String(incident.number),
        relatedAnalyticRuleIds: [incident.ruleArmId],
        additionalData: {
          alertsCount: incident.alerts.length,
          bookmarksCount: 0,
          commentsCount: 0,
          alertProductNames: ["Azure Sentinel"],
          tactics: incident.tactics,
          techniques: incident.techniques,
        },
        alerts: incident.alerts.map((alert) => alertResource(insights, alert)),
        bookmarks: [],
        comments: [],
        relatedEntities: incident.entities.map((entity) => entityResource(insights, entity)),
      },
    },
  };
}

function alertResource(insights: string, alert: Alert) {
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
      productName: "Azure Sentinel",
      additionalData: {
        "Custom Details": JSON.stringify(alert.customDetails),
        "Analytic Rule Ids": JSON.stringify([alert.ruleId]),
        "Analytic Rule Name": alert.rule,
      },
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
