import type { HuntingSpec } from "../content";
import { Construct, type ITerraformDependable, LogAnalyticsSavedSearch } from "./cdktf";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import { tagValue } from "./tag-value";
import type { SentinelWorkspace } from "./workspace";

/** A hunting query of the workspace. */
export interface HuntingQueryConfig {
  readonly workspace: SentinelWorkspace;
  readonly hunting: HuntingSpec;
  /** What must exist first: the tables and functions its query reads. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** A saved search in the category that Sentinel lists under Hunting, with its tactics and techniques. */
export class HuntingQuery extends Construct {
  readonly resource: LogAnalyticsSavedSearch;

  constructor(scope: Construct, id: string, config: HuntingQueryConfig) {
    super(scope, id);
    const { hunting, workspace } = config;
    this.resource = new LogAnalyticsSavedSearch(this, "query", {
      name: stableId("hunting-query", hunting.id),
      logAnalyticsWorkspaceId: workspace.id,
      category: "Hunting Queries",
      displayName: escapeTemplate(hunting.name),
      query: escapeTemplate(hunting.query),
      tags: {
        description: escapeTemplate(tagValue(hunting.description)),
        tactics: hunting.tactics.join(","),
        techniques: hunting.relevantTechniques.join(","),
      },
      dependsOn: config.dependsOn,
    });
  }
}
