import type { Content, TableSpec } from "../content";
import type { ITerraformDependable } from "./cdktf";
import { CustomTable } from "./custom-table";
import type { AgentIdentitiesSettings } from "./settings";
import { isOn, placeOf, type Solution } from "./solution";
import { stableId } from "./stable-id";
import { SummaryRule } from "./summary-rule";
import { Wait } from "./time";
import { WorkspaceTransform } from "./workspace-transform";

/** The tables that the features of a deployment need. */
export const tablesOf = ({ tables }: Content, settings: AgentIdentitiesSettings): readonly TableSpec[] =>
  tables.map(({ data }) => data).filter(({ feature }) => isOn(settings, feature));

/** The tables of the content. */
export function addTables({ scope, settings, content, workspace }: Solution): ITerraformDependable[] {
  return tablesOf(content, settings).map(
    (table) =>
      new CustomTable(scope, `table-${table.name}`, {
        workspace,
        table,
        protect: settings.protect,
        summarised: content.summaries.some(({ data }) => data.destinationTable === table.name),
      }).resource,
  );
}

/**
 * Sentinel runs a rule's query when the rule is created, and Azure Monitor looks for the table a row is to land in: both
 * learn of a new table, and of those that Sentinel brings, minutes after they were made, and say 400 until then.
 */
export function waitForTables(
  { scope, settings, content, workspace }: Solution,
  tables: readonly ITerraformDependable[],
): Wait {
  const shapes = tablesOf(content, settings).map(({ name, columns }) => [name, columns]);
  return new Wait(scope, "tables-known", {
    dependsOn: [...tables, ...workspace.onboarding],
    duration: "5m",
    triggers: { tables: stableId("tables", JSON.stringify(shapes)) },
  });
}

/** The transformation of tables that Azure fills, where a feature needs one. */
export function addWorkspaceTransform(solution: Solution): void {
  const { scope, settings, content, workspace } = solution;
  const transforms = content.workspaceTransforms
    .map(({ data }) => data)
    .filter(({ feature }) => isOn(settings, feature));
  if (transforms.length > 0)
    new WorkspaceTransform(scope, "workspace-transform", { ...placeOf(solution), workspace, transforms });
}

/** The summary rules of the content. */
export function addSummaries({ scope, content, workspace }: Solution, dependsOn: ITerraformDependable[]): void {
  for (const { data: summary } of content.summaries)
    new SummaryRule(scope, `summary-${summary.name}`, { workspace, summary, dependsOn });
}
