import type { SummarySpec } from "../content";
import { summaryQueryBreaches, summaryRuleBreaches } from "../limits";
import { AzapiResource } from "./azapi";
import { Construct, type ITerraformDependable } from "./cdktf";
import { escapeTemplate } from "./escape";
import { assertWithinLimits } from "./within-limits";
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

  /** @throws ContentError for what Azure Monitor would refuse */
  constructor(scope: Construct, id: string, config: SummaryRuleConfig) {
    super(scope, id);
    const { summary } = config;
    const { query, binSizeMinutes: binSize, binDelayMinutes: binDelay } = summary;
    assertWithinLimits(`summary rule ${summary.name}`, [
      ...summaryRuleBreaches({ binSize, binDelay }),
      ...summaryQueryBreaches(query),
    ]);
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
            query: escapeTemplate(query),
            binSize,
            // Azure Monitor waits 3.5 minutes by itself.
            binDelay,
            timeSelector: "TimeGenerated",
            destinationTable: summary.destinationTable,
          },
        },
      },
      // Its query is looked at when it is created, and a table that was just made may not be known yet.
      retryOn: ["[Ff]ailed to resolve", "could not be resolved", "does not exist"],
      dependsOn: config.dependsOn,
    });
  }
}
