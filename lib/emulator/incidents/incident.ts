import type { Alert } from "../rules/alert";
import { type Entity, entityKey } from "../rules/entities";
import { type AnalyticsRule, type IncidentTask, type Severity, severities } from "../workspace/model";

/** An incident holds at most this many alerts (Microsoft Sentinel service limits). */
const maximumAlerts = 150;

/** An incident of the workspace. */
export interface Incident {
  /** Sentinel's */
  readonly number: number;
  /** name of the ARM resource */
  readonly id: string;
  /** who makes the workspace's incidents */
  readonly providerName: "Azure Sentinel" | "Microsoft XDR";
  /** the provider's own number; in the Azure portal Sentinel's */
  readonly providerIncidentId: string;
  readonly title: string;
  /** empty in the Defender portal, which has none */
  readonly description: string;
  readonly severity: Severity;
  readonly status: "New" | "Active" | "Closed";
  /** of a closed incident */
  readonly classification?: string;
  /** object id of the owner */
  readonly ownerId?: string;
  readonly labels: readonly string[];
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
  /** ARM ids of the rules whose alerts it has */
  readonly ruleArmIds: readonly string[];
  /** number of the incident that took its alerts over */
  readonly redirectedTo?: number;
}

/** The incident with more alerts; their rules, where this workspace has them, become the incident's too. */
export function withAlerts(
  incident: Incident,
  added: readonly Alert[],
  at: string,
  ruleArmIds: readonly string[] = [],
): Incident {
  if (added.length === 0) return incident;
  return {
    ...incident,
    severity: highest([incident.severity, ...added.map(({ severity }) => severity)]),
    lastModifiedTime: at,
    firstActivityTime: [incident.firstActivityTime, ...added.map((alert) => alert.startTime)].sort()[0]!,
    lastActivityTime: [incident.lastActivityTime, ...added.map((alert) => alert.endTime)].sort().at(-1)!,
    tactics: [...new Set([...incident.tactics, ...added.flatMap((alert) => alert.tactics)])],
    techniques: [...new Set([...incident.techniques, ...added.flatMap((alert) => alert.techniques)])],
    entities: distinct([...incident.entities, ...added.flatMap((alert) => alert.entities)]),
    alerts: [...incident.alerts, ...added],
    ruleArmIds: [...new Set([...incident.ruleArmIds, ...ruleArmIds])],
  };
}

/** The incident that a first alert opens. */
export function openIncident(
  rule: AnalyticsRule,
  alert: Alert,
  made: Pick<Incident, "number" | "id" | "providerName" | "providerIncidentId" | "description">,
): Incident {
  return {
    ...made,
    title: alert.title,
    severity: alert.severity,
    status: "New",
    labels: [],
    createdTime: alert.timeGenerated,
    lastModifiedTime: alert.timeGenerated,
    firstActivityTime: alert.startTime,
    lastActivityTime: alert.endTime,
    tactics: alert.tactics,
    techniques: alert.techniques,
    entities: distinct(alert.entities),
    alerts: [alert],
    tasks: [],
    ruleArmIds: [rule.armId],
  };
}

/**
 * Whether an alert of the same rule joins the incident; one that is closed takes no more.
 * @see https://learn.microsoft.com/azure/sentinel/create-analytics-rules (alert grouping)
 */
export function accepts(incident: Incident, rule: AnalyticsRule, alert: Alert): boolean {
  const { grouping } = rule.incident;
  const isOpen = incident.status !== "Closed" && incident.redirectedTo === undefined;
  if (!grouping || !isOpen || incident.alerts.length >= maximumAlerts) return false;
  if (!incident.ruleArmIds.includes(rule.armId)) return false;
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
        grouping.byAlertDetails.every(
          (detail) => detail !== "DisplayName" || incident.alerts[0]?.title === alert.title,
        ) &&
        grouping.byAlertDetails.every((detail) => detail !== "Severity" || incident.severity === alert.severity) &&
        grouping.byCustomDetails.every(
          (key) => String(incident.alerts[0]?.customDetails[key]) === String(alert.customDetails[key]),
        )
      );
  }
}

/** The highest of severities. */
const highest = (given: readonly Severity[]): Severity =>
  severities[Math.max(...given.map((severity) => severities.indexOf(severity)))]!;

const distinct = (entities: readonly Entity[]): Entity[] => [
  ...new Map(entities.map((entity) => [entityKey(entity), entity])).values(),
];

function ofType(entities: readonly Entity[], type: string): Entity[] {
  return entities.filter((entity) => entity.type === type);
}

function sameEntities(a: readonly Entity[], b: readonly Entity[]): boolean {
  const keys = (entities: readonly Entity[]) => entities.map(entityKey).sort().join();
  return keys(a) === keys(b);
}
