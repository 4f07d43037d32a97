import type { Content } from "../content";
import type { Construct } from "./cdktf";
import { ContentPackage, type PackagedContent } from "./content-package";
import { DataConnector } from "./data-connector";
import type { SentinelWorkspace } from "./workspace";

/** ARM ids of what was deployed, by the names that the content has for it. */
export interface Deployed {
  readonly rules: ReadonlyMap<string, string>;
  readonly hunting: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, string>;
  readonly workbooks: ReadonlyMap<string, string>;
  /** by the playbook's name */
  readonly playbooks: ReadonlyMap<string, string>;
}

/** The pages in Sentinel that say what is deployed here and whether it gets data; none where the content has no connector. */
export function addGallery(
  scope: Construct,
  workspace: SentinelWorkspace,
  content: Content,
  { rules, hunting, functions, workbooks, playbooks }: Deployed,
): void {
  const connector = content.connector?.data;
  if (!connector) return;
  const page = new DataConnector(scope, "connector", { workspace, connector });
  const { version } = connector;
  const item = (kind: PackagedContent["kind"], contentId: string, resourceId: string, own = version) => ({
    kind,
    contentId,
    version: own,
    resourceId,
  });
  new ContentPackage(scope, "package", {
    workspace,
    connector,
    contents: [
      item("DataConnector", connector.id, page.resource.id),
      ...content.detections.map(({ name, data }) => item("AnalyticsRule", data.id, rules.get(name)!, data.version)),
      ...content.hunting.map(({ name, data }) => item("HuntingQuery", data.id, hunting.get(name)!, data.version)),
      ...[...functions].map(([name, id]) => item("Parser", name, id)),
      ...[...workbooks].map(([name, id]) => item("Workbook", name, id)),
      ...[...playbooks].map(([name, id]) => item("Playbook", name, id)),
    ],
  });
}
