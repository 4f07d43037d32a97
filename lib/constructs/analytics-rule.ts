import type { DetectionSpec } from "../content";
import { alertRuleBreaches, queryReachBreaches } from "../limits";
import type { ITerraformDependable } from "./cdktf";
import { type CorrelationSettings, correlationTag } from "./correlation";
import { isoDuration } from "./duration";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** An analytics rule from its Azure-Sentinel form. */
export interface AnalyticsRuleConfig {
  readonly workspace: SentinelWorkspace;
  readonly detection: DetectionSpec;
  /** Whether the Defender portal correlates its alerts with others. @default - it does not */
  readonly correlation?: CorrelationSettings;
  /** @default true */
  readonly enabled?: boolean;
  /** What must exist first: Sentinel runs the query when the rule is created. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Name of the rule's resource. Its kind is part of it: Azure keeps the id of a deleted rule for up to a day, and a rule of
 * another kind is another resource. An imported rule keeps the name that it has where it comes from.
 */
export const ruleName = ({ kind, id, origin }: Pick<DetectionSpec, "kind" | "id" | "origin">): string =>
  origin === "imported" ? id : stableId("rule", kind, id);

/**
 * The settings that Scheduled and NRT rules share, as azurerm names them.
 * @throws ContentError for what Sentinel would refuse
 */
export function commonRuleSettings({ workspace, detection, correlation, enabled, dependsOn }: AnalyticsRuleConfig) {
  const override = detection.alertDetailsOverride;
  assertWithinLimits(`rule "${detection.name}"`, [
    ...alertRuleBreaches({ ...detection, displayName: detection.name, techniques: techniquesOf(detection) }),
    ...queryReachBreaches(detection.query),
  ]);
  return {
    name: ruleName(detection),
    logAnalyticsWorkspaceId: workspace.sentinelId,
    displayName: escapeTemplate(detection.name),
    description: escapeTemplate(`${correlationTag(detection, correlation)} ${detection.description.trim()}`),
    severity: detection.severity,
    enabled: enabled ?? true,
    query: escapeTemplate(detection.query),
    tactics: [...detection.tactics],
    techniques: techniquesOf(detection),
    customDetails: detection.customDetails,
    suppressionEnabled: detection.suppressionEnabled,
    suppressionDuration: detection.suppressionDuration && isoDuration(detection.suppressionDuration),
    entityMapping: detection.entityMappings.map((mapping) => ({
      entityType: mapping.entityType,
      fieldMapping: mapping.fieldMappings.map(({ identifier, columnName }) => ({ identifier, columnName })),
    })),
    alertDetailsOverride: override && [
      {
        displayNameFormat: override.alertDisplayNameFormat && escapeTemplate(override.alertDisplayNameFormat),
        descriptionFormat: override.alertDescriptionFormat && escapeTemplate(override.alertDescriptionFormat),
        severityColumnName: override.alertSeverityColumnName,
        tacticsColumnName: override.alertTacticsColumnName,
        dynamicProperty: override.alertDynamicProperties?.map(({ alertProperty, value }) => ({
          name: alertProperty,
          value,
        })),
      },
    ],
    eventGrouping: { aggregationMethod: detection.eventGroupingSettings?.aggregationKind ?? "SingleAlert" },
    incident: incidentOf(detection),
    dependsOn,
  };
}

/** The rule API takes techniques as T#### only; sub-techniques stay in the content file. */
function techniquesOf(detection: DetectionSpec): string[] {
  return [...new Set(detection.relevantTechniques.map((technique) => technique.split(".")[0]!))];
}

function incidentOf({ incidentConfiguration }: DetectionSpec) {
  const grouping = incidentConfiguration?.groupingConfiguration;
  return {
    createIncidentEnabled: incidentConfiguration?.createIncident ?? true,
    grouping: {
      enabled: grouping?.enabled ?? false,
      lookbackDuration: isoDuration(grouping?.lookbackDuration ?? "5h"),
      reopenClosedIncidents: grouping?.reopenClosedIncident ?? false,
      entityMatchingMethod: grouping?.matchingMethod ?? "AllEntities",
      byEntities: grouping?.groupByEntities && [...grouping.groupByEntities],
      byAlertDetails: grouping?.groupByAlertDetails && [...grouping.groupByAlertDetails],
      byCustomDetails: grouping?.groupByCustomDetails && [...grouping.groupByCustomDetails],
    },
  };
}
