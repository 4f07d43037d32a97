import type { Alert } from "../rules/alert";
import { type Entity, entityKey } from "../rules/entities";
import { type AnalyticsRule, type IncidentTask, type Severity, severities } from "../workspace/model";

/** An incident holds at most this many alerts (Microsoft Sentinel service limits). */
const maximumAlerts = 150;

/** An incident of the workspace. */
export interface Incident {
  readonly number: number;
  /** name of the ARM resource */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly severity: Severity;
  readonly status: "New";
  readonly createdTime: string;
  readonly lastModifiedTime: string;
  /** earliest start and latest end among the alerts */
  readonly firstActivityTime: string;
  readonly lastActivityTime: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly Entity[];
  readonly alerts: readonly Alert[];
  /** what automation rules ask the analyst to do */
  readonly tasks: readonly IncidentTask[];
  /** ARM id of the rule that made it */
  readonly ruleArmId: string;
}

/** The incident with one more alert. */
export function withAlert(incident: Incident, alert: Alert): Incident {
  const alerts = [...incident.alerts, alert];
  return {
    ...incident,
    severity: severities[Math.max(severities.indexOf(incident.severity), severities.indexOf(alert.severity))]!,
    lastModifiedTime: alert.timeGenerated,
    firstActivityTime: earliest([incident.firstActivityTime, alert.startTime]),
    lastActivityTime: latest([incident.lastActivityTime, alert.endTime]),
    tactics: [...new Set([...incident.tactics, ...alert.tactics])],
    techniques: [...new Set([...incident.techniques, ...alert.techniques])],
    entities: [
      ...new Map([...incident.entities, ...alert.entities].map((entity) => [entityKey(entity), entity])).values(),
    ],
    alerts,
  };
}

/** The incident that a first alert opens. */
export function openIncident(rule: AnalyticsRule, alert: Alert, number: number, id: string): Incident {
  return {
    number,
    id,
    title: alert.title,
    description: alert.description,
    severity: alert.severity,
    status: "New",
    createdTime: alert.timeGenerated,
    lastModifiedTime: alert.timeGenerated,
    firstActivityTime: alert.startTime,
    lastActivityTime: alert.endTime,
    tactics: alert.tactics,
    techniques: alert.techniques,
    entities: alert.entities,
    alerts: [alert],
    tasks: [],
    ruleArmId: rule.armId,
  };
}

/**
 * Whether an alert of the same rule joins the incident.
 * @see https://learn.microsoft.com/azure/sentinel/create-analytics-rules (alert grouping)
 */
export function accepts(incident: Incident, rule: AnalyticsRule, alert: Alert): boolean {
  const { grouping } = rule.incident;
  if (!grouping || incident.ruleArmId !== rule.armId || incident.alerts.length >= maximumAlerts) return false;
  if (Date.parse(alert.timeGenerated) - Date.parse(incident.createdTime) > grouping.lookback) return false;
  switch (grouping.matching) {
    case "AnyAlert":
      return true;
    case "AllEntities":
      return sameEntities(incident.entities, alert.entities);
    case "Selected":
      return (
        grouping.byEntities.every((type) =>
          sameEntities(ofType(incident.entities, type), ofType(alert.entities, type)),
        ) &&
        grouping.byAlertDetails.every((detail) => detail !== "DisplayName" || incident.title === alert.title) &&
        grouping.byAlertDetails.every((detail) => detail !== "Severity" || incident.severity === alert.severity) &&
        grouping.byCustomDetails.every(
          (key) => String(incident.alerts[0]?.customDetails[key]) === String(alert.customDetails[key]),
        )
      );
  }
}

function ofType(entities: readonly Entity[], type: string): Entity[] {
  return entities.filter((entity) => entity.type === type);
}

function sameEntities(a: readonly Entity[], b: readonly Entity[]): boolean {
  const keys = (entities: readonly Entity[]) => entities.map(entityKey).sort().join();
  return keys(a) === keys(b);
}

function earliest(times: readonly string[]): string {
  return [...times].sort()[0]!;
}

function latest(times: readonly string[]): string {
  return [...times].sort().at(-1)!;
}
