import { type FunctionSpec, parameterList } from "../content";
import { Construct, type ITerraformDependable, LogAnalyticsSavedSearch } from "./cdktf";
import { escapeTemplate } from "./escape";
import type { SentinelWorkspace } from "./workspace";

/** A KQL function of the workspace. */
export interface SavedFunctionConfig {
  readonly workspace: SentinelWorkspace;
  readonly function: FunctionSpec;
  /** What must exist first: the tables and functions its query reads. @default - nothing */
  readonly dependsOn?: ITerraformDependable[];
}

/** A saved function. Every change replaces it: rules that call it fail for the seconds in between. */
export class SavedFunction extends Construct {
  readonly resource: LogAnalyticsSavedSearch;

  constructor(scope: Construct, id: string, config: SavedFunctionConfig) {
    super(scope, id);
    const spec = config.function;
    const parameters = parameterList(spec);
    this.resource = new LogAnalyticsSavedSearch(this, "function", {
      name: spec.name,
      logAnalyticsWorkspaceId: config.workspace.id,
      category: "Agent Identities",
      displayName: escapeTemplate(spec.displayName),
      functionAlias: spec.name,
      functionParameters: parameters ? parameters.split(", ") : undefined,
      query: escapeTemplate(spec.query),
      dependsOn: config.dependsOn,
    });
  }
}
