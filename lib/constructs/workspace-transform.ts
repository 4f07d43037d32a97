import type { WorkspaceTransformSpec } from "../content";
import { dataCollectionRuleBreaches } from "../limits";
import { AzapiAction, AzapiUpdateResource } from "./azapi";
import { Construct, MonitorDataCollectionRule } from "./cdktf";
import { escapeTemplate } from "./escape";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

const destination = "workspace";
const workspaceType = "Microsoft.OperationalInsights/workspaces@2023-09-01";

/** What happens to rows of built-in tables as they arrive in the workspace. */
export interface WorkspaceTransformConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  readonly resourceGroupName: string;
  /** One per table. */
  readonly transforms: readonly WorkspaceTransformSpec[];
  readonly tags?: Record<string, string>;
}

/** The workspace's one data collection rule for what reaches built-in tables by another way than ours. */
export class WorkspaceTransform extends Construct {
  readonly rule: MonitorDataCollectionRule;

  /** @throws ContentError for what Azure Monitor would refuse */
  constructor(scope: Construct, id: string, config: WorkspaceTransformConfig) {
    super(scope, id);
    assertWithinLimits("the workspace transform", dataCollectionRuleBreaches({ dataFlows: config.transforms }));
    const { workspace, location, resourceGroupName, tags } = config;
    this.rule = new MonitorDataCollectionRule(this, "rule", {
      name: "agent-identities-workspace",
      kind: "WorkspaceTransforms",
      location,
      resourceGroupName,
      tags,
      destinations: { logAnalytics: [{ name: destination, workspaceResourceId: workspace.id }] },
      dataFlow: config.transforms.map(({ table, transformKql }) => ({
        streams: [`Microsoft-Table-${table}`],
        destinations: [destination],
        transformKql: escapeTemplate(transformKql),
      })),
    });
    // The workspace cannot name a rule that names the workspace, so the link is made afterwards.
    const link = new AzapiUpdateResource(this, "link", {
      type: workspaceType,
      resourceId: workspace.id,
      body: { properties: { defaultDataCollectionRuleResourceId: this.rule.id } },
    });
    // Destroying the link leaves it as it is, and a workspace that names a rule which is gone drops what it should have
    // transformed. What depends is destroyed first, so this empties the link before the rule goes.
    new AzapiAction(this, "unlink", {
      type: workspaceType,
      resourceId: workspace.id,
      method: "PATCH",
      body: { properties: { defaultDataCollectionRuleResourceId: null } },
      when: "destroy",
      dependsOn: [this.rule, link],
    });
  }
}
