import type { WorkbookSpec } from "../content";
import { ApplicationInsightsWorkbook, Construct, Fn } from "./cdktf";
import { escapeTemplate } from "./escape";
import { stableId } from "./stable-id";
import type { SentinelWorkspace } from "./workspace";

/** A workbook shown in Sentinel. */
export interface WorkbookConfig {
  readonly workspace: SentinelWorkspace;
  readonly location: string;
  readonly resourceGroupName: string;
  readonly workbook: WorkbookSpec;
  /** What the workbook editor's advanced view shows, as plain data. */
  readonly template: unknown;
  readonly tags?: Record<string, string>;
}

/** A Sentinel workbook. */
export class Workbook extends Construct {
  readonly resource: ApplicationInsightsWorkbook;

  constructor(scope: Construct, id: string, config: WorkbookConfig) {
    super(scope, id);
    this.resource = new ApplicationInsightsWorkbook(this, "workbook", {
      // A workbook's name is unique per resource group and must be a lower-case UUID.
      name: stableId("workbook", config.workbook.title),
      displayName: escapeTemplate(config.workbook.title),
      description: escapeTemplate(config.workbook.description),
      location: config.location,
      resourceGroupName: config.resourceGroupName,
      category: "sentinel",
      // The provider refuses an upper-case letter here, and string methods break references.
      sourceId: Fn.lower(config.workspace.sentinelId),
      dataJson: escapeTemplate(JSON.stringify(config.template)),
      tags: config.tags,
    });
  }
}
