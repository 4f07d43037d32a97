import { builtCollector } from "@sentinel-agent-identities/collector/built";
import {
  type Content,
  type DetectionItem,
  detectionId,
  isEnabled,
  type PlaybookSpec,
  shippedContent,
  type TableSpec,
  tuned,
  type vocabulary,
} from "../content";
import { countBreaches } from "../limits";
import { ruleName } from "./analytics-rule";
import { assertSettings } from "./assert-settings";
import { Construct, type ITerraformDependable, ResourceGroup, type SentinelWatchlist, TerraformStack } from "./cdktf";
import { Collector } from "./collector";
import { CustomTable } from "./custom-table";
import { Diagnostics, SentinelHealth, WorkspaceDiagnostics } from "./diagnostics";
import { inCallOrder } from "./function-order";
import { addGallery } from "./gallery";
import { HuntingQuery } from "./hunting-query";
import { inIncidentMode } from "./incident-mode";
import { type IncidentsOfRules, incidentsOfRules } from "./incidents-of-rules";
import { InvestigationTasks } from "./investigation-tasks";
import { NrtRule } from "./nrt-rule";
import { Playbook, type Responds } from "./playbook";
import { PlaybookClaims } from "./playbook-claims";
import { addResponseAutomation } from "./response-automation";
import { ResponseKey } from "./response-key";
import { SavedFunction } from "./saved-function";
import { ScheduledRule } from "./scheduled-rule";
import { senderItems } from "./sender-items";
import type { AgentIdentitiesSettings } from "./settings";
import { stableId } from "./stable-id";
import { setConstraints } from "./stack-settings";
import { SummaryRule } from "./summary-rule";
import { TeamsMessenger } from "./teams-messenger";
import { Wait } from "./time";
import { Watchlist } from "./watchlist";
import { addWaysIn, type WaysIn } from "./ways-in";
import { assertWithinLimits } from "./within-limits";
import { Workbook } from "./workbook";
import { SentinelWorkspace } from "./workspace";
import { WorkspaceTransform } from "./workspace-transform";

/** Orders below are left to automation rules that respond. */
const firstGuideOrder = 400;

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
  readonly rules: ReadonlyMap<string, NrtRule | ScheduledRule>;
  /** Playbooks by id, such as `PB-01`. */
  readonly playbooks: ReadonlyMap<string, Playbook>;
  /** Where a playbook may act. */
  readonly claims?: PlaybookClaims;
  /** Where there are platforms to ask. */
  readonly responseKey?: ResponseKey;
  /** Where the feature is on. */
  readonly collector?: Collector;

  private readonly watchlists: ReadonlyMap<string, SentinelWatchlist>;
  private readonly functions: ReadonlyMap<string, SavedFunction>;
  private readonly hunting: ReadonlyMap<string, HuntingQuery>;
  private readonly workbooks: ReadonlyMap<string, Workbook>;
  private readonly content: Content;
  private readonly resourceGroup: { readonly name: string; readonly id: string };

  /** @throws ContentError when the content cannot be deployed */
  constructor(
    scope: Construct,
    id: string,
    private readonly settings: AgentIdentitiesSettings,
  ) {
    super(scope, id);
    assertSettings(settings);
    setConstraints(TerraformStack.of(this), settings);
    this.content = inIncidentMode(tuned(settings.content ?? shippedContent(), settings), settings.incidents);
    this.assertCounts();
    this.resourceGroup = this.resolveResourceGroup();
    this.workspace = new SentinelWorkspace(this, "workspace", {
      ...this.place,
      ...settings.workspace,
      protect: settings.protect,
    });
    new SentinelHealth(this, "health", { workspace: this.workspace });

    new WorkspaceDiagnostics(this, "workspace-diagnostics", { workspace: this.workspace });

    const tables = this.addTables();
    const known = [...tables, this.waitForTables(tables)];
    this.waysIn = this.addWaysIn(known);
    this.addWorkspaceTransform();
    this.addSummaries(known);
    this.watchlists = this.addWatchlists();
    const watchlists = [...this.watchlists.values()];
    this.functions = this.addFunctions(tables);
    const prerequisites = [...known, ...[...this.functions.values()].map((f) => f.resource), ...watchlists];
    this.rules = new Map(this.content.detections.map((item) => [item.name, this.addRule(item, prerequisites)]));
    this.hunting = this.addHuntingQueries(prerequisites);
    this.addGuides();
    this.workbooks = this.addWorkbooks();
    this.claims = this.addClaims();
    const messenger = this.addMessenger();
    this.responseKey = this.addResponseKey();
    this.playbooks = new Map(this.playbookItems.map((item) => [item.data.id, this.addPlaybook(item, messenger)]));
    this.addAutomation();
    this.collector = this.addCollector();
    this.addGallery();
  }

  private assertCounts(): void {
    const { detections, playbooks, summaries } = this.content;
    const guides = detections.filter(({ guide }) => guide).length;
    assertWithinLimits(
      "the solution",
      countBreaches({
        scheduledRules: detections.filter(({ data }) => data.kind === "Scheduled").length,
        nrtRules: detections.filter(({ data }) => data.kind === "NRT").length,
        automationRules: guides + playbooks.flatMap(({ data }) => data.automationRule?.starts ?? []).length,
        summaryRules: summaries.length,
        customTables: this.tables.length,
      }),
    );
  }

  private enabled(feature: vocabulary.Feature | undefined): boolean {
    return feature === undefined || (this.settings.features?.[feature] ?? false);
  }

  private get place() {
    return {
      location: this.settings.location,
      resourceGroupName: this.resourceGroup.name,
      tags: this.settings.tags && { ...this.settings.tags },
    };
  }

  private resolveResourceGroup() {
    const { resourceGroup, subscriptionId, location, tags } = this.settings;
    if (resourceGroup.existing)
      return { name: resourceGroup.name, id: `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup.name}` };
    return new ResourceGroup(this, "resource-group", { name: resourceGroup.name, location, tags: tags && { ...tags } });
  }

  private addTables(): ITerraformDependable[] {
    return this.tables.map(
      (table) =>
        new CustomTable(this, `table-${table.name}`, {
          workspace: this.workspace,
          table,
          protect: this.settings.protect,
          summarised: this.content.summaries.some(({ data }) => data.destinationTable === table.name),
        }).resource,
    );
  }

  /**
   * Sentinel runs a rule's query when the rule is created, and Azure Monitor looks for the table a row is to land in: both
   * learn of a new table, and of those that Sentinel brings, minutes after they were made, and say 400 until then.
   */
  private waitForTables(tables: ITerraformDependable[]): Wait {
    return new Wait(this, "tables-known", {
      dependsOn: [...tables, ...this.workspace.onboarding],
      duration: "5m",
      triggers: { tables: stableId("tables", JSON.stringify(this.tables.map(({ name, columns }) => [name, columns]))) },
    });
  }

  private get tables(): readonly TableSpec[] {
    return this.content.tables.map(({ data }) => data).filter(({ feature }) => this.enabled(feature));
  }

  private addWaysIn(dependsOn: ITerraformDependable[]): WaysIn {
    return addWaysIn(this, {
      ...this.place,
      workspace: this.workspace,
      key: this.settings.resourceGroup.name,
      tables: this.tables,
      senders: this.settings.senders ?? [],
      senderPrincipalIds: this.settings.senderPrincipalIds ?? [],
      intake: this.enabled("collector"),
      dependsOn,
    });
  }

  private addWorkspaceTransform(): void {
    const transforms = this.content.workspaceTransforms
      .map(({ data }) => data)
      .filter(({ feature }) => this.enabled(feature));
    if (transforms.length > 0)
      new WorkspaceTransform(this, "workspace-transform", { ...this.place, workspace: this.workspace, transforms });
  }

  private addSummaries(tables: ITerraformDependable[]): void {
    for (const { data: summary } of this.content.summaries) {
      new SummaryRule(this, `summary-${summary.name}`, { workspace: this.workspace, summary, dependsOn: tables });
    }
  }

  private addWatchlists(): ReadonlyMap<string, SentinelWatchlist> {
    return new Map(
      this.content.watchlists.map(({ data: watchlist }) => [
        watchlist.alias,
        new Watchlist(this, `watchlist-${watchlist.alias}`, {
          workspace: this.workspace,
          watchlist,
          items: this.watchlistItems(watchlist.alias),
          protect: this.settings.protect,
        }).resource,
      ]),
    );
  }

  private watchlistItems(alias: string): readonly Readonly<Record<string, string>>[] | undefined {
    if (alias === "AgentSenders") return senderItems(this.settings.senders ?? []);
    return this.settings.watchlistItems?.[alias];
  }

  /** A function that another calls is there before it: a saved text is not checked, but the first rule that calls both is. */
  private addFunctions(tables: ITerraformDependable[]): ReadonlyMap<string, SavedFunction> {
    const made = new Map<string, SavedFunction>();
    for (const { spec, calls } of inCallOrder(this.content.functions.map(({ data }) => data)))
      made.set(
        spec.name,
        new SavedFunction(this, `function-${spec.name}`, {
          workspace: this.workspace,
          function: spec,
          dependsOn: [...tables, ...calls.map((name) => made.get(name)!.resource)],
        }),
      );
    return made;
  }

  private addRule(item: DetectionItem, dependsOn: ITerraformDependable[]): NrtRule | ScheduledRule {
    const { name, data: detection } = item;
    const { correlation } = this.settings;
    const enabled = isEnabled(item, this.settings);
    const config = { workspace: this.workspace, detection, correlation, enabled, dependsOn };
    return detection.kind === "NRT"
      ? new NrtRule(this, `rule-${name}`, config)
      : new ScheduledRule(this, `rule-${name}`, config);
  }

  private addHuntingQueries(dependsOn: ITerraformDependable[]): ReadonlyMap<string, HuntingQuery> {
    return new Map(
      this.content.hunting.map(({ name, data: hunting }) => [
        name,
        new HuntingQuery(this, `hunting-${name}`, { workspace: this.workspace, hunting, dependsOn }),
      ]),
    );
  }

  /** After the playbooks' automation rules: what responds runs first. */
  private addGuides(): void {
    for (const [i, { name, data, guide }] of this.content.detections.entries()) {
      if (!guide) continue;
      const { conditions, areStories } = this.incidentsOf([name]);
      new InvestigationTasks(this, `guide-${name}`, {
        workspace: this.workspace,
        ruleName: name,
        ruleId: this.rules.get(name)!.resource.id,
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

  private addWorkbooks(): ReadonlyMap<string, Workbook> {
    return new Map(
      this.content.workbooks.map(({ name, data: workbook, template }) => [
        name,
        new Workbook(this, `workbook-${name}`, {
          ...this.place,
          workspace: this.workspace,
          workbook,
          template: template.data,
        }),
      ]),
    );
  }

  private get playbookItems(): Content["playbooks"] {
    const channel = this.settings.response?.approvals?.channel;
    return this.content.playbooks
      .filter(
        ({ data: { feature, setting, channel: by } }) =>
          this.enabled(feature) &&
          (setting === undefined || this.settings[setting] !== undefined) &&
          (by === undefined || by === channel),
      )
      .sort((one, other) => Number(one.data.channel !== undefined) - Number(other.data.channel !== undefined));
  }

  /** Where approvals are asked for in Microsoft Teams too. */
  private addMessenger(): TeamsMessenger | undefined {
    const item = this.playbookItems.find(({ data }) => data.channel === "teams");
    if (!item) return undefined;
    const { subscriptionId } = this.settings;
    const resourceGroupId = this.resourceGroup.id;
    return new TeamsMessenger(this, "teams", { ...this.place, name: item.data.name, subscriptionId, resourceGroupId });
  }

  /** Playbooks that only say what they would do have nothing to agree on. */
  private addClaims(): PlaybookClaims | undefined {
    const { subscriptionId, response, resourceGroup } = this.settings;
    if (response?.mode !== "Approve" && response?.mode !== "Auto") return undefined;
    return new PlaybookClaims(this, "playbook-claims", {
      ...this.place,
      workspace: this.workspace,
      resourceGroupId: this.resourceGroup.id,
      subscriptionId,
      key: resourceGroup.name,
    });
  }

  /** What is sent outside is signed; where nothing is, there is no key. */
  private addResponseKey(): ResponseKey | undefined {
    const { subscriptionId, tenantId, externalAgentEndpoints, resourceGroup } = this.settings;
    if (!externalAgentEndpoints) return undefined;
    return new ResponseKey(this, "response-key", {
      ...this.place,
      workspace: this.workspace,
      resourceGroupId: this.resourceGroup.id,
      subscriptionId,
      tenantId,
      key: resourceGroup.name,
      protect: this.settings.protect,
    });
  }

  private addPlaybook(
    { data: playbook, definition, alert }: Content["playbooks"][number],
    teams: TeamsMessenger | undefined,
  ): Playbook {
    const { subscriptionId, tenantId, response, resourceGroup, portal } = this.settings;
    const construct = new Playbook(this, `playbook-${playbook.id}`, {
      ...this.place,
      workspace: this.workspace,
      dataCollection: this.waysIn.ledger,
      claims: this.claims,
      grantedExceptionsId: this.watchlists.get("AgentGrantedExceptions")?.id,
      signingKey: this.responseKey,
      externalEndpoints: this.settings.externalAgentEndpoints,
      subscriptionId,
      tenantId,
      key: resourceGroup.name,
      resourceGroupId: this.resourceGroup.id,
      playbook,
      definition,
      alertDefinition: alert?.definition,
      responds: this.respondsOf(playbook),
      response,
      portal,
      teams,
    });
    if (definition.parameters?.Approvers) teams?.requesters.push(construct.identity.principalId);
    for (const [i, { id }] of construct.workflows.entries())
      new Diagnostics(this, `playbook-${playbook.id}-diagnostics${i === 0 ? "" : `-${i + 1}`}`, {
        workspace: this.workspace,
        targetResourceId: id,
      });
    return construct;
  }

  private addAutomation(): void {
    const { tenantId, subscriptionId, resourceGroup, sentinelServicePrincipalObjectId: principalId } = this.settings;
    if (!principalId) return;
    addResponseAutomation(this, {
      workspace: this.workspace,
      tenantId,
      subscriptionId,
      resourceGroup: { name: resourceGroup.name, id: this.resourceGroup.id },
      principalId,
      playbooks: [...this.playbooks.values()],
      started: this.playbookItems
        .filter(({ data }) => data.automationRule)
        .map(({ data: spec }) => ({
          spec,
          playbook: this.playbooks.get(spec.id)!,
          ruleIds: this.rulesStarting(spec).map((name) => this.rules.get(name)!.resource.id),
          incidents: this.incidentsOf(this.rulesStarting(spec)),
        })),
    });
  }

  private incidentsOf(names: readonly string[]): IncidentsOfRules {
    return incidentsOfRules(names, this.content, resourceIds(this.rules));
  }

  /** Files of the analytics rules that start a playbook. */
  private rulesStarting({ automationRule }: PlaybookSpec): readonly string[] {
    const named = automationRule?.detections ?? [];
    return named === "all" ? [...this.rules.keys()] : named;
  }

  private respondsOf(playbook: PlaybookSpec): Responds | undefined {
    const { automationRule } = playbook;
    if (!automationRule || !this.settings.sentinelServicePrincipalObjectId) return undefined;
    const names = this.rulesStarting(playbook);
    return {
      ruleIds: this.content.detections.filter(({ name }) => names.includes(name)).map(({ data }) => ruleName(data)),
      severities: [...(automationRule.severities ?? [])],
      confidences: [...(automationRule.confidences ?? [])],
    };
  }

  private addCollector(): Collector | undefined {
    if (!this.enabled("collector")) return undefined;
    const { subscriptionId, tenantId, collector, resourceGroup } = this.settings;
    return new Collector(this, "collector", {
      ...this.place,
      workspace: this.workspace,
      waysIn: this.waysIn,
      senders: this.settings.senders,
      externalAgents: this.settings.externalAgents,
      subscriptionId,
      tenantId,
      key: resourceGroup.name,
      built: builtCollector(),
      settings: collector,
    });
  }

  private addGallery(): void {
    addGallery(this, this.workspace, this.content, {
      rules: resourceIds(this.rules),
      hunting: resourceIds(this.hunting),
      functions: resourceIds(this.functions),
      workbooks: resourceIds(this.workbooks),
      playbooks: new Map(this.playbookItems.map(({ data }) => [data.name, this.playbooks.get(data.id)!.workflow.id])),
    });
  }
}

const resourceIds = (
  constructs: ReadonlyMap<string, { readonly resource: { readonly id: string } }>,
): ReadonlyMap<string, string> => new Map([...constructs].map(([name, { resource }]) => [name, resource.id]));
