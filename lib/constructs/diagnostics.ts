import { Construct, MonitorDiagnosticSetting } from "./cdktf";
import type { SentinelWorkspace } from "./workspace";

/** What to watch, and where its own logs go. */
export interface DiagnosticsConfig {
  readonly workspace: SentinelWorkspace;
  /** ARM id of the resource whose logs are kept. */
  readonly targetResourceId: string;
  /** Name of the setting, unique per target. @default "agent-identities" */
  readonly name?: string;
  /** @default - all that the resource has */
  readonly categories?: readonly string[];
}

/** Logs of a resource, sent to the workspace. */
export class Diagnostics extends Construct {
  constructor(scope: Construct, id: string, config: DiagnosticsConfig) {
    super(scope, id);
    new MonitorDiagnosticSetting(this, "setting", {
      name: config.name ?? "agent-identities",
      targetResourceId: config.targetResourceId,
      logAnalyticsWorkspaceId: config.workspace.id,
      enabledLog: config.categories?.map((category) => ({ category })) ?? [{ categoryGroup: "allLogs" }],
    });
  }
}

/** Sentinel's own health and audit events (tables SentinelHealth and SentinelAudit). */
export class SentinelHealth extends Construct {
  constructor(scope: Construct, id: string, config: { readonly workspace: SentinelWorkspace }) {
    super(scope, id);
    new Diagnostics(this, "diagnostics", {
      workspace: config.workspace,
      targetResourceId: `${config.workspace.sentinelId}/providers/Microsoft.SecurityInsights/settings/SentinelHealth`,
    });
  }
}

/** The workspace's own logs: summary rules that failed (LASummaryLogs), search jobs, and who queried what (LAQueryLogs). */
export class WorkspaceDiagnostics extends Construct {
  constructor(scope: Construct, id: string, config: { readonly workspace: SentinelWorkspace }) {
    super(scope, id);
    new Diagnostics(this, "diagnostics", {
      workspace: config.workspace,
      targetResourceId: config.workspace.id,
      categories: ["Audit", "Jobs", "SummaryLogs"],
    });
  }
}
