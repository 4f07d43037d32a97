import type { TableSpec } from "../content";
import { Construct, LogAnalyticsWorkspaceTableCustomLog } from "./cdktf";
import { tableColumnType } from "./column-type";
import { escapeTemplate } from "./escape";
import type { SentinelWorkspace } from "./workspace";

/** A custom table of the workspace. */
export interface CustomTableConfig {
  readonly workspace: SentinelWorkspace;
  readonly table: TableSpec;
  /** Refuse to destroy the table and its data. @default true */
  readonly protect?: boolean;
}

/** A `*_CL` table on the Analytics plan. */
export class CustomTable extends Construct {
  readonly resource: LogAnalyticsWorkspaceTableCustomLog;

  /** @throws ContentError for a column type that the tables API does not know */
  constructor(scope: Construct, id: string, config: CustomTableConfig) {
    super(scope, id);
    const { table, workspace } = config;
    this.resource = new LogAnalyticsWorkspaceTableCustomLog(this, "table", {
      name: table.name,
      workspaceId: workspace.id,
      description: escapeTemplate(table.description),
      plan: table.plan,
      retentionInDays: table.retentionInDays,
      totalRetentionInDays: table.totalRetentionInDays,
      column: table.columns.map((column) => ({
        name: column.name,
        type: tableColumnType(column.type, `column ${column.name} of ${table.name}`),
        description: column.description && escapeTemplate(column.description),
      })),
      lifecycle: { preventDestroy: config.protect ?? true },
    });
  }
}
