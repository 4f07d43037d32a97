import type { Incident } from "../incidents/incident";
import type { Alert } from "../rules/alert";
import type { Workspace } from "../workspace/model";
import { workspaceGuid } from "../workspace/workspace-guid";
import type { IncidentChange } from "./change";
import { alertResource, incidentArmId, incidentProperties, insightsOf } from "./incident-resource";

/**
 * What Sentinel posts to a playbook that an incident starts.
 * @param changes what an update consists of. @default - the incident is new
 * @see https://learn.microsoft.com/azure/sentinel/playbook-triggers-actions (Microsoft Sentinel incident trigger)
 */
export function incidentTriggerBody(
  workspace: Workspace,
  incident: Incident,
  changes?: readonly IncidentChange[],
): Record<string, unknown> {
  const { subscriptionId, resourceGroup, workspaceName } = partsOf(workspace);
  return {
    eventUniqueId: incident.id,
    objectSchemaType: "Incident",
    objectEventType: changes ? "Update" : "Create",
    workspaceInfo: { SubscriptionId: subscriptionId, ResourceGroupName: resourceGroup, WorkspaceName: workspaceName },
    workspaceId: workspace.armId,
    object: {
      id: incidentArmId(workspace, incident),
      name: incident.id,
      type: "Microsoft.SecurityInsights/Incidents",
      properties: incidentProperties(workspace, incident),
    },
    ...(changes ? { incidentUpdates: updatesOf(workspace, incident, changes) } : {}),
  };
}

function updatesOf(workspace: Workspace, incident: Incident, changes: readonly IncidentChange[]) {
  const added = new Set(changes.flatMap((change) => (change.what === "Alerts" ? change.alertIds : [])));
  return {
    incidentUpdatedTime: incident.lastModifiedTime,
    updatedBySource: [...new Set(changes.map(({ source }) => source))].join(", "),
    alerts: incident.alerts
      .filter(({ systemAlertId }) => added.has(systemAlertId))
      .map((alert) => alertResource(insightsOf(workspace), alert)),
  };
}

/**
 * What Sentinel posts to a playbook that an alert starts.
 * @see https://learn.microsoft.com/connectors/azuresentinel/ (Microsoft Sentinel alert trigger)
 */
export function alertTriggerBody(workspace: Workspace, alert: Alert): Record<string, unknown> {
  const { subscriptionId, resourceGroup } = partsOf(workspace);
  return {
    WorkspaceId: workspaceGuid(workspace),
    WorkspaceSubscriptionId: subscriptionId,
    WorkspaceResourceGroup: resourceGroup,
    SystemAlertId: alert.systemAlertId,
    ProviderAlertId: alert.systemAlertId,
    AlertDisplayName: alert.title,
    AlertType: alert.ruleId,
    Description: alert.description,
    Severity: alert.severity,
    Status: "New",
    ProductName: alert.product,
    ProviderName: alert.provider,
    VendorName: "Microsoft",
    StartTimeUtc: alert.startTime,
    EndTimeUtc: alert.endTime,
    TimeGenerated: alert.timeGenerated,
    Tactics: alert.tactics,
    Entities: JSON.stringify(
      alert.entities.map(({ type, ...identifiers }) => ({ Type: type.toLowerCase(), ...identifiers })),
    ),
    ExtendedProperties: {
      "Custom Details": JSON.stringify(alert.customDetails),
      "Analytic Rule Ids": JSON.stringify([alert.ruleId]),
      "Analytic Rule Name": alert.rule,
    },
  };
}

function partsOf({ armId }: Workspace) {
  const [, , subscriptionId, , resourceGroup, , , , workspaceName] = armId.split("/");
  return { subscriptionId, resourceGroup, workspaceName };
}
