import type { AutomationStart } from "../content";
import { automationRuleBreaches } from "../limits";
import { Construct, type ITerraformDependable, SentinelAutomationRule } from "./cdktf";
import { escapeTemplate } from "./escape";
import { incidentProperty, relatedRules, wasAdded } from "./incident-condition";
import type { Playbook } from "./playbook";
import { stableId } from "./stable-id";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** Starts a playbook by itself. */
export interface PlaybookAutomationConfig {
  readonly workspace: SentinelWorkspace;
  readonly playbook: Playbook;
  readonly tenantId: string;
  readonly displayName: string;
  /** Rules run in this order, 1 to 1000. */
  readonly order: number;
  /** What starts it. */
  readonly start: AutomationStart;
  /** ARM ids of the analytics rules whose alerts count. */
  readonly ruleIds: readonly string[];
  /** Conditions that hold for the incidents that count. @default - those of the rules */
  readonly incidents?: readonly object[];
  /** Severities that count. @default - all */
  readonly severities?: readonly string[];
  /** Values of the custom detail Confidence that count. @default - any */
  readonly confidences?: readonly string[];
  /** The grant that lets Sentinel run playbooks of the resource group. @default - granted elsewhere */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * An automation rule that runs one playbook when an incident of given rules is created, when an alert or a comment is added to
 * one, or when there is an alert. Conditions on incidents may be met by several alerts together, and those on alerts ask for the
 * rule alone: the playbook asks each alert again.
 */
export class PlaybookAutomation extends Construct {
  readonly resource: SentinelAutomationRule;

  /** @throws ContentError for what Sentinel would refuse */
  constructor(scope: Construct, id: string, config: PlaybookAutomationConfig) {
    super(scope, id);
    const { displayName, order, start, playbook } = config;
    const conditions = conditionsOf(config);
    assertWithinLimits(
      `automation rule "${displayName}"`,
      automationRuleBreaches({ displayName, order, triggeringLogic: { conditions } }),
    );
    this.resource = new SentinelAutomationRule(this, "rule", {
      name: stableId("automation-rule", displayName),
      displayName: escapeTemplate(displayName),
      logAnalyticsWorkspaceId: config.workspace.sentinelId,
      order,
      enabled: true,
      triggersOn: start === "alertCreated" ? "Alerts" : "Incidents",
      triggersWhen: start === "alertAdded" || start === "commentAdded" ? "Updated" : "Created",
      conditionJson: JSON.stringify(conditions),
      actionPlaybook: [{ order: 1, logicAppId: playbook.startedBy(start).id, tenantId: config.tenantId }],
      dependsOn: config.dependsOn,
    });
  }
}

function conditionsOf({ start, ruleIds, incidents, severities, confidences }: PlaybookAutomationConfig) {
  if (start === "alertCreated") return [incidentProperty("AlertAnalyticRuleIds", "Contains", ruleIds)];
  return [
    ...(start === "alertAdded" ? [wasAdded("Alerts")] : []),
    ...(start === "commentAdded" ? [wasAdded("Comments")] : []),
    ...(incidents ?? [relatedRules(ruleIds)]),
    ...(confidences
      ? [
          incidentProperty("IncidentCustomDetailsKey", "Equals", ["Confidence"]),
          incidentProperty("IncidentCustomDetailsValue", "Equals", confidences),
        ]
      : []),
    ...(severities ? [incidentProperty("IncidentSeverity", "Equals", severities)] : []),
  ];
}
