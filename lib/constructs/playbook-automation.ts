import { automationRuleBreaches } from "../limits";
import { Construct, type ITerraformDependable, SentinelAutomationRule } from "./cdktf";
import { escapeTemplate } from "./escape";
import { incidentProperty, relatedRules } from "./incident-condition";
import type { Playbook } from "./playbook";
import { stableId } from "./stable-id";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** Starts a playbook on new incidents. */
export interface PlaybookAutomationConfig {
  readonly workspace: SentinelWorkspace;
  readonly playbook: Playbook;
  readonly tenantId: string;
  readonly displayName: string;
  /** Rules run in this order, 1 to 1000. */
  readonly order: number;
  /** ARM ids of the analytics rules whose incidents count. */
  readonly ruleIds: readonly string[];
  /** Severities that count. @default - all */
  readonly severities?: readonly string[];
  /** Values of the custom detail Confidence that count. @default - any */
  readonly confidences?: readonly string[];
  /** The grant that lets Sentinel run playbooks of the resource group. @default - granted elsewhere */
  readonly dependsOn?: ITerraformDependable[];
}

/** An automation rule that runs one playbook when an incident of given rules is created. */
export class PlaybookAutomation extends Construct {
  readonly resource: SentinelAutomationRule;

  /** @throws ContentError for what Sentinel would refuse */
  constructor(scope: Construct, id: string, config: PlaybookAutomationConfig) {
    super(scope, id);
    const conditions = [
      relatedRules(config.ruleIds),
      ...(config.confidences
        ? [
            incidentProperty("IncidentCustomDetailsKey", "Equals", ["Confidence"]),
            incidentProperty("IncidentCustomDetailsValue", "Equals", config.confidences),
          ]
        : []),
      ...(config.severities ? [incidentProperty("IncidentSeverity", "Equals", config.severities)] : []),
    ];
    const { displayName, order } = config;
    assertWithinLimits(
      `automation rule "${displayName}"`,
      automationRuleBreaches({ displayName, order, triggeringLogic: { conditions } }),
    );
    this.resource = new SentinelAutomationRule(this, "rule", {
      name: stableId("automation-rule", config.displayName),
      displayName: escapeTemplate(config.displayName),
      logAnalyticsWorkspaceId: config.workspace.sentinelId,
      order: config.order,
      enabled: true,
      triggersOn: "Incidents",
      triggersWhen: "Created",
      conditionJson: JSON.stringify(conditions),
      actionPlaybook: [{ order: 1, logicAppId: config.playbook.workflow.id, tenantId: config.tenantId }],
      dependsOn: config.dependsOn,
    });
  }
}
