import { automationRuleBreaches } from "../limits";
import { AzapiResource } from "./azapi";
import { Construct } from "./cdktf";
import { escapeTemplate } from "./escape";
import { relatedRules } from "./incident-condition";
import { stableId } from "./stable-id";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** What an analyst is to do about the incidents of one rule. */
export interface InvestigationTasksConfig {
  readonly workspace: SentinelWorkspace;
  /** Name of the analytics rule's file, which the automation rule is named after. */
  readonly ruleName: string;
  /** ARM id of the analytics rule. */
  readonly ruleId: string;
  /** Conditions that hold for incidents that tell of the rule. @default - those that the rule makes */
  readonly incidents?: readonly object[];
  /** Rules run in this order, 1 to 1000. */
  readonly order: number;
  /** Title and Markdown (3,000 characters at most) of each task, in order. */
  readonly tasks: readonly { readonly title: string; readonly text: string }[];
}

/**
 * An automation rule that adds the investigation guide of one analytics rule to its incidents, as tasks. By azapi: azurerm
 * refuses an automation rule that does nothing but add tasks.
 */
export class InvestigationTasks extends Construct {
  readonly resource: AzapiResource;

  /** @throws ContentError for what Sentinel would refuse */
  constructor(scope: Construct, id: string, config: InvestigationTasksConfig) {
    super(scope, id);
    const displayName = `Investigate ${config.ruleName}`;
    assertWithinLimits(
      `automation rule "${displayName}"`,
      automationRuleBreaches({
        displayName,
        order: config.order,
        actions: config.tasks.map(({ text }) => ({ actionConfiguration: { description: text } })),
      }),
    );
    this.resource = new AzapiResource(this, "rule", {
      type: "Microsoft.SecurityInsights/automationRules@2025-09-01",
      name: stableId("investigation-tasks", config.ruleName),
      parentId: config.workspace.sentinelId,
      // One for each rule, written at the same time as the others: Sentinel answers some with a conflict.
      retryOn: ["409 Conflict", '"Conflict"'],
      body: {
        properties: {
          displayName: escapeTemplate(displayName),
          order: config.order,
          triggeringLogic: {
            isEnabled: true,
            triggersOn: "Incidents",
            triggersWhen: "Created",
            conditions: config.incidents ?? [relatedRules([config.ruleId])],
          },
          actions: config.tasks.map(({ title, text }, i) => ({
            order: i + 1,
            actionType: "AddIncidentTask",
            actionConfiguration: { title: escapeTemplate(title), description: escapeTemplate(text) },
          })),
        },
      },
    });
  }
}
