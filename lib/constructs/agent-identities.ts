import { builtCollector } from "@sentinel-agent-identities/collector/built";
import { type Content, shippedContent, tuned } from "../content";
import { countBreaches } from "../limits";
import { assertSettings } from "./assert-settings";
import { Construct, ResourceGroup, TerraformStack } from "./cdktf";
import { Collector } from "./collector";
import { SentinelHealth, WorkspaceDiagnostics } from "./diagnostics";
import { addGallery } from "./gallery";
import { inIncidentMode } from "./incident-mode";
import type { Playbook } from "./playbook";
import type { PlaybookClaims } from "./playbook-claims";
import { resourceIds } from "./resource-ids";
import type { ResponseKey } from "./response-key";
import type { AgentIdentitiesSettings } from "./settings";
import { isOn, placeOf, type Solution } from "./solution";
import {
  addAutomation,
  addClaims,
  addMessenger,
  addPlaybooks,
  addResponseKey,
  playbooksOf,
} from "./solution-playbooks";
import {
  addFunctions,
  addGuides,
  addHuntingQueries,
  addRules,
  addWatchlists,
  addWorkbooks,
  type Rules,
} from "./solution-queries";
import { addSummaries, addTables, addWorkspaceTransform, tablesOf, waitForTables } from "./solution-tables";
import { setConstraints } from "./stack-settings";
import { addWaysIn, type WaysIn } from "./ways-in";
import { assertWithinLimits } from "./within-limits";
import { SentinelWorkspace } from "./workspace";

/**
 * The whole solution in one construct: workspace, way in, tables, functions, watchlists, rules, workbooks, playbooks.
 *
 * @example
 * new AgentIdentities(stack, "agents", {
 *   subscriptionId, tenantId, location: "westeurope",
 *   resourceGroup: { name: "rg-soc" }, workspace: { name: "law-soc" },
 * });
 */
export class AgentIdentities extends Construct {
  readonly workspace: SentinelWorkspace;
  /** The data collection rules, one for each who writes. */
  readonly waysIn: WaysIn;
  /** Analytics rules by file name, without extension. */
  readonly rules: Rules;
  /** Playbooks by id, such as `PB-01`. */
  readonly playbooks: ReadonlyMap<string, Playbook>;
  /** Where a playbook may act. */
  readonly claims?: PlaybookClaims;
  /** Where there are platforms to ask. */
  readonly responseKey?: ResponseKey;
  /** Where the feature is on. */
  readonly collector?: Collector;

  /** @throws ContentError when the content cannot be deployed */
  constructor(scope: Construct, id: string, settings: AgentIdentitiesSettings) {
    super(scope, id);
    assertSettings(settings);
    setConstraints(TerraformStack.of(this), settings);
    const content = inIncidentMode(tuned(settings.content ?? shippedContent(), settings), settings.incidents);
    assertCounts(content, settings);
    const resourceGroup = resourceGroupOf(this, settings);
    const place = placeOf({ scope: this, settings, content, resourceGroup });
    const workspace = new SentinelWorkspace(this, "workspace", {
      ...place,
      ...settings.workspace,
      protect: settings.protect,
    });
    this.workspace = workspace;
    new SentinelHealth(this, "health", { workspace });
    new WorkspaceDiagnostics(this, "workspace-diagnostics", { workspace });

    const solution: Solution = { scope: this, settings, content, resourceGroup, workspace };
    const tables = addTables(solution);
    const known = [...tables, waitForTables(solution, tables)];
    this.waysIn = addWaysIn(this, {
      ...place,
      workspace,
      key: settings.resourceGroup.name,
      tables: tablesOf(content, settings),
      senders: settings.senders ?? [],
      senderPrincipalIds: settings.senderPrincipalIds ?? [],
      intake: isOn(settings, "collector"),
      dependsOn: known,
    });
    addWorkspaceTransform(solution);
    addSummaries(solution, known);
    const watchlists = addWatchlists(solution);
    const functions = addFunctions(solution, tables);
    const prerequisites = [...known, ...[...functions.values()].map((f) => f.resource), ...watchlists.values()];
    this.rules = addRules(solution, prerequisites);
    const hunting = addHuntingQueries(solution, prerequisites);
    addGuides(solution, this.rules);
    const workbooks = addWorkbooks(solution);
    this.claims = addClaims(solution);
    const messenger = addMessenger(solution);
    this.responseKey = addResponseKey(solution);
    const { waysIn, rules, claims, responseKey } = this;
    this.playbooks = addPlaybooks(solution, { waysIn, watchlists, rules, claims, messenger, responseKey });
    addAutomation(solution, rules, this.playbooks);
    this.collector = this.addCollector(solution);
    addGallery(this, workspace, content, {
      rules: resourceIds(rules),
      hunting: resourceIds(hunting),
      functions: resourceIds(functions),
      workbooks: resourceIds(workbooks),
      playbooks: new Map(
        playbooksOf(content, settings).map(({ data }) => [data.name, this.playbooks.get(data.id)!.workflow.id]),
      ),
    });
  }

  private addCollector(solution: Solution): Collector | undefined {
    const { settings, workspace } = solution;
    if (!isOn(settings, "collector")) return undefined;
    const { subscriptionId, tenantId, collector, resourceGroup } = settings;
    return new Collector(this, "collector", {
      ...placeOf(solution),
      workspace,
      waysIn: this.waysIn,
      senders: settings.senders,
      externalAgents: settings.externalAgents,
      subscriptionId,
      tenantId,
      key: resourceGroup.name,
      built: builtCollector(),
      settings: collector,
    });
  }
}

function assertCounts(content: Content, settings: AgentIdentitiesSettings): void {
  const { detections, playbooks, summaries } = content;
  const guides = detections.filter(({ guide }) => guide).length;
  assertWithinLimits(
    "the solution",
    countBreaches({
      scheduledRules: detections.filter(({ data }) => data.kind === "Scheduled").length,
      nrtRules: detections.filter(({ data }) => data.kind === "NRT").length,
      automationRules: guides + playbooks.flatMap(({ data }) => data.automationRule?.starts ?? []).length,
      summaryRules: summaries.length,
      customTables: tablesOf(content, settings).length,
    }),
  );
}

function resourceGroupOf(scope: Construct, settings: AgentIdentitiesSettings): { name: string; id: string } {
  const { resourceGroup, subscriptionId, location, tags } = settings;
  if (resourceGroup.existing)
    return { name: resourceGroup.name, id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}` };
  return new ResourceGroup(scope, "resource-group", { name: resourceGroup.name, location, tags: tags && { ...tags } });
}
