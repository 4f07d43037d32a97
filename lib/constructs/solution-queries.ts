import { type DetectionItem, detectionId, isEnabled } from "../content";
import type { ITerraformDependable, SentinelWatchlist } from "./cdktf";
import { inCallOrder } from "./function-order";
import { HuntingQuery } from "./hunting-query";
import { incidentsOfRules } from "./incidents-of-rules";
import { InvestigationTasks } from "./investigation-tasks";
import { NrtRule } from "./nrt-rule";
import { resourceIds } from "./resource-ids";
import { SavedFunction } from "./saved-function";
import { ScheduledRule } from "./scheduled-rule";
import { senderItems } from "./sender-items";
import type { AgentIdentitiesSettings } from "./settings";
import { placeOf, type Solution } from "./solution";
import { Watchlist } from "./watchlist";
import { Workbook } from "./workbook";

/** Orders below are left to automation rules that respond. */
const firstGuideOrder = 400;

/** Analytics rules by file name, without extension. */
export type Rules = ReadonlyMap<string, NrtRule | ScheduledRule>;

/** Watchlists by alias. */
export function addWatchlists({
  scope,
  settings,
  content,
  workspace,
}: Solution): ReadonlyMap<string, SentinelWatchlist> {
  return new Map(
    content.watchlists.map(({ data: watchlist }) => [
      watchlist.alias,
      new Watchlist(scope, `watchlist-${watchlist.alias}`, {
        workspace,
        watchlist,
        items: watchlistItems(settings, watchlist.alias),
        protect: settings.protect,
      }).resource,
    ]),
  );
}

function watchlistItems(
  settings: AgentIdentitiesSettings,
  alias: string,
): readonly Readonly<Record<string, string>>[] | undefined {
  if (alias === "AgentSenders") return senderItems(settings.senders ?? []);
  return settings.watchlistItems?.[alias];
}

/** A function that another calls is there before it: a saved text is not checked, but the first rule that calls both is. */
export function addFunctions(
  { scope, content, workspace }: Solution,
  tables: readonly ITerraformDependable[],
): ReadonlyMap<string, SavedFunction> {
  const made = new Map<string, SavedFunction>();
  for (const { spec, calls } of inCallOrder(content.functions.map(({ data }) => data)))
    made.set(
      spec.name,
      new SavedFunction(scope, `function-${spec.name}`, {
        workspace,
        function: spec,
        dependsOn: [...tables, ...calls.map((name) => made.get(name)!.resource)],
      }),
    );
  return made;
}

/** The analytics rules of the content. */
export function addRules(solution: Solution, dependsOn: ITerraformDependable[]): Rules {
  return new Map(solution.content.detections.map((item) => [item.name, rule(solution, item, dependsOn)]));
}

function rule(
  { scope, settings, workspace }: Solution,
  item: DetectionItem,
  dependsOn: ITerraformDependable[],
): NrtRule | ScheduledRule {
  const { name, data: detection } = item;
  const { correlation } = settings;
  const config = { workspace, detection, correlation, enabled: isEnabled(item, settings), dependsOn };
  return detection.kind === "NRT"
    ? new NrtRule(scope, `rule-${name}`, config)
    : new ScheduledRule(scope, `rule-${name}`, config);
}

/** The hunting queries of the content, by name. */
export function addHuntingQueries(
  { scope, content, workspace }: Solution,
  dependsOn: ITerraformDependable[],
): ReadonlyMap<string, HuntingQuery> {
  return new Map(
    content.hunting.map(({ name, data: hunting }) => [
      name,
      new HuntingQuery(scope, `hunting-${name}`, { workspace, hunting, dependsOn }),
    ]),
  );
}

/** After the playbooks' automation rules: what responds runs first. */
export function addGuides({ scope, content, workspace }: Solution, rules: Rules): void {
  for (const [i, { name, data, guide }] of content.detections.entries()) {
    if (!guide) continue;
    const { conditions, areStories } = incidentsOfRules([name], content, resourceIds(rules));
    new InvestigationTasks(scope, `guide-${name}`, {
      workspace,
      ruleName: name,
      ruleId: rules.get(name)!.resource.id,
      incidents: conditions,
      order: firstGuideOrder + i,
      // An incident that tells of several rules has the guides of each.
      tasks: guide.sections.map(({ title, text }) => ({
        title: areStories ? `${detectionId(data)}: ${title}` : title,
        text,
      })),
    });
  }
}

/** The workbooks of the content, by name. */
export function addWorkbooks(solution: Solution): ReadonlyMap<string, Workbook> {
  const { scope, content, workspace } = solution;
  return new Map(
    content.workbooks.map(({ name, data: workbook, template }) => [
      name,
      new Workbook(scope, `workbook-${name}`, {
        ...placeOf(solution),
        workspace,
        workbook,
        template: template.data,
      }),
    ]),
  );
}
