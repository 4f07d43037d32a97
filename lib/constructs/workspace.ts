import {
  Construct,
  type ITerraformDependable,
  LogAnalyticsWorkspace,
  SentinelLogAnalyticsWorkspaceOnboarding,
} from "./cdktf";

/** A new Log Analytics workspace with Microsoft Sentinel on it, or one that exists already. */
export interface SentinelWorkspaceConfig {
  readonly location: string;
  readonly resourceGroupName: string;
  /** Name of the workspace to create. @default - give `existingWorkspaceId` instead */
  readonly name?: string;
  /** ARM id of a workspace that has Sentinel already. Nothing about it is changed. @default - a new workspace */
  readonly existingWorkspaceId?: string;
  /** Interactive retention in days. @default 90 */
  readonly retentionInDays?: number;
  /** Refuse to destroy the workspace. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, string>;
}

/**
 * The workspace everything else is deployed to.
 *
 * @example
 * const workspace = new SentinelWorkspace(stack, "workspace", { name: "law-soc", location: "westeurope", resourceGroupName: "rg-soc" });
 * new CustomTable(stack, "table", { workspace, table });
 */
export class SentinelWorkspace extends Construct {
  /** The workspace's ARM id, for tables, functions and other Log Analytics children. */
  readonly id: string;
  /** The same id by way of the onboarding, so that Sentinel's children wait for it. */
  readonly sentinelId: string;
  /** What puts Sentinel on the workspace, and with it tables such as SecurityAlert; nothing where it is there already. */
  readonly onboarding: readonly ITerraformDependable[];
  /** The GUID that queries name the workspace by; not known of a workspace that is managed elsewhere. */
  readonly queryId?: string;

  /** @throws Error unless exactly one of `name` and `existingWorkspaceId` is given */
  constructor(scope: Construct, id: string, config: SentinelWorkspaceConfig) {
    super(scope, id);
    if (config.existingWorkspaceId !== undefined) {
      if (config.name !== undefined)
        throw new Error(`workspace ${id}: give either name (to create one) or existingWorkspaceId, not both`);
      this.id = config.existingWorkspaceId;
      this.sentinelId = config.existingWorkspaceId;
      this.onboarding = [];
      return;
    }
    if (!config.name) throw new Error(`workspace ${id}: give name (to create one) or existingWorkspaceId`);
    const preventDestroy = config.protect ?? true;
    const workspace = new LogAnalyticsWorkspace(this, "workspace", {
      name: config.name,
      location: config.location,
      resourceGroupName: config.resourceGroupName,
      sku: "PerGB2018",
      retentionInDays: config.retentionInDays ?? 90,
      localAuthenticationEnabled: false,
      tags: config.tags,
      // The link to a workspace transform is set outside this resource and must survive its updates.
      lifecycle: { preventDestroy, ignoreChanges: ["data_collection_rule_id"] },
    });
    const onboarding = new SentinelLogAnalyticsWorkspaceOnboarding(this, "sentinel", {
      workspaceId: workspace.id,
      lifecycle: { preventDestroy },
    });
    this.id = workspace.id;
    this.queryId = workspace.workspaceId;
    this.sentinelId = onboarding.workspaceId;
    this.onboarding = [onboarding];
  }
}
