import type { SummarySpec } from "../content";
import { AzapiResource } from "./azapi";
import { Construct, type ITerraformDependable } from "./cdktf";
import { escapeTemplate } from "./escape";
import type { SentinelWorkspace } from "./workspace";

/** A summary rule of the workspace. */
export interface SummaryRuleConfig {
  readonly workspace: SentinelWorkspace;
  readonly summary: SummarySpec;
  /** The tables it reads and writes. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** Sums a table up, bin by bin, into a custom table. */
export class SummaryRule extends Construct {
  readonly resource: AzapiResource;

  constructor(scope: Construct, id: string, config: SummaryRuleConfig) {
    super(scope, id);
    const { summary } = config;
    this.resource = new AzapiResource(this, "rule", {
      type: "Microsoft.OperationalInsights/workspaces/summaryLogs@2025-07-01",
      name: summary.name,
      parentId: config.workspace.id,
      body: {
        properties: {
          ruleType: "User",
          displayName: escapeTemplate(summary.displayName),
          description: escapeTemplate(summary.description),
          ruleDefinition: {
            query: escapeTemplate(summary.query),
            binSize: summary.binSizeMinutes,
            binDelay: summary.binDelayMinutes ?? 0,
            timeSelector: "TimeGenerated",
            destinationTable: summary.destinationTable,
          },
        },
      },
      dependsOn: config.dependsOn,
    });
  }
}
