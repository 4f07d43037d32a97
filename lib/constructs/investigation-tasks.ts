import { Construct, SentinelAutomationRule } from "./cdktf";
import { escapeTemplate } from "./escape";
import { relatedRules } from "./incident-condition";
import { stableId } from "./stable-id";
import type { SentinelWorkspace } from "./workspace";

/** What an analyst is to do about the incidents of one rule. */
export interface InvestigationTasksConfig {
  readonly workspace: SentinelWorkspace;
  /** Name of the analytics rule's file, which the automation rule is named after. */
  readonly ruleName: string;
  /** ARM id of the analytics rule. */
  readonly ruleId: string;
  /** Rules run in this order, 1 to 1000. */
  readonly order: number;
  /** Title and Markdown (3,000 characters at most) of each task, in order. */
  readonly tasks: readonly { readonly title: string; readonly text: string }[];
}

/** An automation rule that adds the investigation guide of one analytics rule to its incidents, as tasks. */
export class InvestigationTasks extends Construct {
  readonly resource: SentinelAutomationRule;

  constructor(scope: Construct, id: string, config: InvestigationTasksConfig) {
    super(scope, id);
    this.resource = new SentinelAutomationRule(this, "rule", {
      name: stableId("investigation-tasks", config.ruleName),
      displayName: escapeTemplate(`Investigate ${config.ruleName}`),
      logAnalyticsWorkspaceId: config.workspace.sentinelId,
      order: config.order,
      enabled: true,
      triggersOn: "Incidents",
      triggersWhen: "Created",
      conditionJson: JSON.stringify([relatedRules([config.ruleId])]),
      actionIncidentTask: config.tasks.map(({ title, text }, i) => ({
        order: i + 1,
        title: escapeTemplate(title),
        description: escapeTemplate(text),
      })),
    });
  }
}
