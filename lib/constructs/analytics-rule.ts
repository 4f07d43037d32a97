import type { DetectionSpec } from "../content";
import { alertRuleBreaches, queryReachBreaches } from "../limits";
import type { ITerraformDependable } from "./cdktf";
import { isoDuration } from "./duration";
import { escapeTemplate } from "./escape";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** An analytics rule from its Azure-Sentinel form. */
export interface AnalyticsRuleConfig {
  readonly workspace: SentinelWorkspace;
  readonly detection: DetectionSpec;
  /** @default true */
  readonly enabled?: boolean;
  /** What must exist first: Sentinel runs the query when the rule is created. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * The settings that Scheduled and NRT rules share, as azurerm names them.
 * @throws ContentError for what Sentinel would refuse
 */
export function commonRuleSettings({ workspace, detection, enabled, dependsOn }: AnalyticsRuleConfig) {
  const override = detection.alertDetailsOverride;
  assertWithinLimits(`rule "${detection.name}"`, [
    ...alertRuleBreaches({ ...detection, displayName: detection.name, techniques: techniquesOf(detection) }),
    ...queryReachBreaches(detection.query),
  ]);
  return {
    name: detection.id,
    logAnalyticsWorkspaceId: workspace.sentinelId,
    displayName: escapeTemplate(detection.name),
    description: escapeTemplate(detection.description.trim()),
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
