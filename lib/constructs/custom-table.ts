import type { TableSpec } from "../content";
import { tableBreaches } from "../limits";
import { AzapiResource } from "./azapi";
import { Construct, type ITerraformDependable, LogAnalyticsWorkspaceTableCustomLog } from "./cdktf";
import { tableColumnType } from "./column-type";
import { escapeTemplate } from "./escape";
import { assertWithinLimits } from "./within-limits";
import type { SentinelWorkspace } from "./workspace";

/** A custom table of the workspace. */
export interface CustomTableConfig {
  readonly workspace: SentinelWorkspace;
  readonly table: TableSpec;
  /** Refuse to destroy the table and its data. @default true */
  readonly protect?: boolean;
  /** A summary rule writes it, and adds columns that no request may name. @default false */
  readonly summarised?: boolean;
}

/** A `*_CL` table, on the plan its file names. */
export class CustomTable extends Construct {
  readonly name: string;
  readonly resource: ITerraformDependable;

  /** @throws ContentError for a column type that the tables API does not know, and for what it would refuse */
  constructor(scope: Construct, id: string, config: CustomTableConfig) {
    super(scope, id);
    this.name = config.table.name;
    assertWithinLimits(`table ${this.name}`, tableBreaches(config.table));
    this.resource = config.table.plan === "Auxiliary" ? this.auxiliary(config) : this.standard(config);
  }

  private standard({ table, workspace, protect, summarised }: CustomTableConfig): LogAnalyticsWorkspaceTableCustomLog {
    return new LogAnalyticsWorkspaceTableCustomLog(this, "table", {
      name: table.name,
      workspaceId: workspace.id,
      description: escapeTemplate(table.description),
      plan: table.plan,
      retentionInDays: table.retentionInDays,
      totalRetentionInDays: table.totalRetentionInDays,
      column: columnsOf(table),
      // The provider would plan to remove the summary rule's columns for ever, and Azure brings them back.
      lifecycle: { preventDestroy: protect ?? true, ...(summarised ? { ignoreChanges: ["column"] } : {}) },
    });
  }

  /** azurerm knows the plans Analytics and Basic only. */
  private auxiliary({ table, workspace, protect }: CustomTableConfig): AzapiResource {
    return new AzapiResource(this, "table", {
      type: "Microsoft.OperationalInsights/workspaces/tables@2025-07-01",
      name: table.name,
      parentId: workspace.id,
      body: {
        properties: {
          plan: table.plan,
          totalRetentionInDays: table.totalRetentionInDays,
          schema: { name: table.name, description: escapeTemplate(table.description), columns: columnsOf(table) },
        },
      },
      lifecycle: { preventDestroy: protect ?? true },
    });
  }
}

function columnsOf(table: TableSpec) {
  return table.columns.map((column) => ({
    name: column.name,
    type: tableColumnType(column.type, `column ${column.name} of ${table.name}`),
    description: column.description && escapeTemplate(column.description),
  }));
}
