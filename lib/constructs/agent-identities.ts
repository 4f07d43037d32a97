import { type Content, type DetectionItem, loadContent } from "../content";
import { Construct, type ITerraformDependable, ResourceGroup, RoleAssignment } from "./cdktf";
import { CustomTable } from "./custom-table";
import { DataCollection } from "./data-collection";
import { Diagnostics, SentinelHealth } from "./diagnostics";
import { HuntingQuery } from "./hunting-query";
import { InvestigationTasks } from "./investigation-tasks";
import { NrtRule } from "./nrt-rule";
import { Playbook } from "./playbook";
import { PlaybookAutomation } from "./playbook-automation";
import { SavedFunction } from "./saved-function";
import { ScheduledRule } from "./scheduled-rule";
import type { AgentIdentitiesSettings } from "./settings";
import { stableId } from "./stable-id";
import { SummaryRule } from "./summary-rule";
import { Watchlist } from "./watchlist";
import { Workbook } from "./workbook";
import { SentinelWorkspace } from "./workspace";

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
  readonly dataCollection: DataCollection;
  /** Analytics rules by file name, without extension. */
  readonly rules: ReadonlyMap<string, NrtRule | ScheduledRule>;
  /** Playbooks by id, such as `PB-01`. */
  readonly playbooks: ReadonlyMap<string, Playbook>;

  private readonly content: Content;
  private readonly resourceGroup: { readonly name: string; readonly id: string };

  /** @throws ContentError when the content cannot be deployed */
  constructor(
    scope: Construct,
    id: string,
    private readonly settings: AgentIdentitiesSettings,
  ) {
    super(scope, id);
    this.content = settings.content ?? loadContent();
    this.resourceGroup = this.resolveResourceGroup();
    this.workspace = new SentinelWorkspace(this, "workspace", {
      ...this.place,
      ...settings.workspace,
      protect: settings.protect,
    });
    new SentinelHealth(this, "health", { workspace: this.workspace });

    const tables = new Map(
      this.content.tables.map(({ data: table }) => [
        table.name,
        new CustomTable(this, `table-${table.name}`, { workspace: this.workspace, table, protect: settings.protect }),
      ]),
    );
    this.dataCollection = this.addDataCollection(tables);
    this.addSummaries([...tables.values()].map((t) => t.resource));
    const watchlists = this.addWatchlists();
    const functions = this.addFunctions([...tables.values()].map((t) => t.resource));
    const prerequisites = [...[...tables.values()].map((t) => t.resource), ...functions, ...watchlists];
    this.rules = new Map(this.content.detections.map((item) => [item.name, this.addRule(item, prerequisites)]));
    this.addHuntingQueries(prerequisites);
    this.addGuides();
    this.addWorkbooks();
    this.playbooks = new Map(this.content.playbooks.map((item) => [item.data.id, this.addPlaybook(item)]));
    this.addAutomation();
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

  private addDataCollection(tables: ReadonlyMap<string, CustomTable>): DataCollection {
    const flows = this.content.tables.flatMap(({ data }) =>
      (data.streams ?? []).map((stream) => ({ stream, table: tables.get(data.name)! })),
    );
    return new DataCollection(this, "data-collection", {
      ...this.place,
      workspace: this.workspace,
      name: "agent-identities",
      flows,
      senderPrincipalIds: this.settings.senderPrincipalIds,
    });
  }

  private addSummaries(tables: ITerraformDependable[]): void {
    for (const { data: summary } of this.content.summaries) {
      new SummaryRule(this, `summary-${summary.name}`, { workspace: this.workspace, summary, dependsOn: tables });
    }
  }

  private addWatchlists(): ITerraformDependable[] {
    return this.content.watchlists.map(
      ({ data: watchlist }) =>
        new Watchlist(this, `watchlist-${watchlist.alias}`, {
          workspace: this.workspace,
          watchlist,
          items: this.settings.watchlistItems?.[watchlist.alias],
        }).resource,
    );
  }

  private addFunctions(tables: ITerraformDependable[]): ITerraformDependable[] {
    return this.content.functions.map(
      ({ data }) =>
        new SavedFunction(this, `function-${data.name}`, {
          workspace: this.workspace,
          function: data,
          dependsOn: tables,
        }).resource,
    );
  }

  private addRule(
    { name, data: detection }: DetectionItem,
    dependsOn: ITerraformDependable[],
  ): NrtRule | ScheduledRule {
    const config = { workspace: this.workspace, detection, dependsOn };
    return detection.kind === "NRT"
      ? new NrtRule(this, `rule-${name}`, config)
      : new ScheduledRule(this, `rule-${name}`, config);
  }

  private addHuntingQueries(dependsOn: ITerraformDependable[]): void {
    for (const { name, data: hunting } of this.content.hunting)
      new HuntingQuery(this, `hunting-${name}`, { workspace: this.workspace, hunting, dependsOn });
  }

  /** After the playbooks' automation rules: what responds runs first. */
  private addGuides(): void {
    for (const [i, { name, guide }] of this.content.detections.entries()) {
      if (!guide) continue;
      new InvestigationTasks(this, `guide-${name}`, {
        workspace: this.workspace,
        ruleName: name,
        ruleId: this.rules.get(name)!.resource.id,
        order: firstGuideOrder + i,
        tasks: guide.sections.map(({ title, text }) => ({ title, text })),
      });
    }
  }

  private addWorkbooks(): void {
    for (const { name, data: workbook, template } of this.content.workbooks) {
      new Workbook(this, `workbook-${name}`, {
        ...this.place,
        workspace: this.workspace,
        workbook,
        template: template.data,
      });
    }
  }

  private addPlaybook({ data: playbook, definition }: Content["playbooks"][number]): Playbook {
    const { subscriptionId, tenantId } = this.settings;
    const construct = new Playbook(this, `playbook-${playbook.id}`, {
      ...this.place,
      workspace: this.workspace,
      dataCollection: this.dataCollection,
      subscriptionId,
      tenantId,
      resourceGroupId: this.resourceGroup.id,
      playbook,
      definition,
    });
    new Diagnostics(this, `playbook-${playbook.id}-diagnostics`, {
      workspace: this.workspace,
      targetResourceId: construct.workflow.id,
    });
    return construct;
  }

  private addAutomation(): void {
    const principalId = this.settings.sentinelServicePrincipalObjectId;
    if (!principalId) return;
    const grant = new RoleAssignment(this, "sentinel-runs-playbooks", {
      name: stableId("sentinel-runs-playbooks", this.settings.subscriptionId, this.settings.resourceGroup.name),
      scope: this.resourceGroup.id,
      roleDefinitionName: "Microsoft Sentinel Automation Contributor",
      principalId,
      principalType: "ServicePrincipal",
    });
    for (const { data } of this.content.playbooks) {
      if (!data.automationRule) continue;
      const { displayName, order, detections, severities } = data.automationRule;
      new PlaybookAutomation(this, `automation-${data.id}`, {
        workspace: this.workspace,
        playbook: this.playbooks.get(data.id)!,
        tenantId: this.settings.tenantId,
        displayName,
        order,
        ruleIds: detections.map((name) => this.rules.get(name)!.resource.id),
        severities,
        dependsOn: [grant],
      });
    }
  }
}
