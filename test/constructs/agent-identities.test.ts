import { AgentIdentities, type AgentIdentitiesSettings, ruleName } from "../../lib/constructs";
import { existingWorkspaceId, resourceGroupId, shipped, tenant } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import type { Template } from "./support/template";

const law = "azurerm_log_analytics_workspace";
const onboarding = "azurerm_sentinel_log_analytics_workspace_onboarding";
const tableType = "azurerm_log_analytics_workspace_table_custom_log";
const savedSearchType = "azurerm_log_analytics_saved_search";
const watchlistType = "azurerm_sentinel_watchlist";
const ruleTypes = ["azurerm_sentinel_alert_rule_nrt", "azurerm_sentinel_alert_rule_scheduled"];
const automation = "azurerm_sentinel_automation_rule";
const sentinelPrincipal = "44444444-4444-4444-8444-444444444444";

function synthesizeSolution(settings: Partial<AgentIdentitiesSettings> = {}): Template {
  return synthesizeBare((stack) => {
    new AgentIdentities(stack, "agents", { ...tenant, content: shipped, ...settings });
  });
}

const template = synthesizeSolution({ sentinelServicePrincipalObjectId: sentinelPrincipal });
const rules = ruleTypes.flatMap((type) => [...template.find(type)]);
const functions = template.find(savedSearchType, { function_alias: /./ });
const huntingQueries = template.find(savedSearchType, { category: "Hunting Queries" });

/** Without those that a tenant has to switch on. */
const byDefault = shipped.playbooks.filter(({ data }) => !data.feature && !data.setting && !data.channel);
const logicApps = byDefault
  .flatMap(({ data: { name, automationRule }, definition, alert }) => [
    name,
    ...(automationRule && definition.parameters?.Responds ? [`${name}.incident`] : []),
    ...(alert ? [`${name}.alert`] : []),
  ])
  .sort();

describe("the whole solution", () => {
  test("deploys everything the content holds", () => {
    const names = (type: string, attribute = "name") =>
      [...template.find(type).values()].map((resource) => resource[attribute]).sort();
    expect(names(tableType)).toEqual(shipped.tables.flatMap(({ data }) => (data.feature ? [] : [data.name])).sort());
    expect([...functions.values()].map((f) => f.name).sort()).toEqual(shipped.functions.map((f) => f.data.name).sort());
    expect([...huntingQueries.values()].map((h) => h.display_name).sort()).toEqual(
      shipped.hunting.map((h) => h.data.name).sort(),
    );
    expect(names(watchlistType)).toEqual(shipped.watchlists.map((w) => w.data.alias).sort());
    expect(names("azurerm_application_insights_workbook", "display_name")).toEqual(
      shipped.workbooks.map((w) => w.data.title).sort(),
    );
    expect(rules.map(([, rule]) => rule.name).sort()).toEqual(shipped.detections.map((d) => ruleName(d.data)).sort());
    expect(
      [...template.find("azapi_resource", { type: /^Microsoft\.Logic\/workflows@/ }).values()]
        .map((r) => r.name)
        .sort(),
    ).toEqual(logicApps);
  });

  test("every child of Sentinel names the workspace by way of the onboarding", () => {
    const id = `\${${template.address(onboarding)}.workspace_id}`;
    for (const type of [...ruleTypes, watchlistType, automation]) {
      for (const [address, resource] of template.find(type)) {
        expect([address, resource.log_analytics_workspace_id]).toEqual([address, id]);
      }
    }
    for (const [address, resource] of template.find("azapi_resource", { type: /^Microsoft\.SecurityInsights\// })) {
      expect([address, resource.parent_id]).toEqual([address, id]);
    }
  });

  test("rules wait for tables, functions and watchlists; functions for tables", () => {
    const tables = [...template.find(tableType).keys()];
    const watchlists = [...template.find(watchlistType).keys()];
    for (const [, reader] of [...rules, ...huntingQueries]) {
      expect(reader.depends_on).toEqual(expect.arrayContaining([...tables, ...functions.keys(), ...watchlists]));
    }
    for (const [, fn] of functions) expect(fn.depends_on).toEqual(expect.arrayContaining(tables));
  });

  test("Sentinel's health, the workspace's own logs and each playbook's runs are logged", () => {
    expect(template.find("azurerm_monitor_diagnostic_setting").size).toBe(
      2 + logicApps.length + template.find("azurerm_monitor_data_collection_rule").size,
    );
  });
});

describe("names follow from what a thing is, so that Azure recognises what was deployed before", () => {
  const named = ["azurerm_role_assignment", automation, "azurerm_application_insights_workbook"];

  test("they are UUIDs of version 5, unique, and the same in the next run", () => {
    const again = synthesizeSolution({ sentinelServicePrincipalObjectId: sentinelPrincipal });
    for (const type of named) {
      const ids = [...template.find(type).values()].map((r) => r.name as string);
      for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(new Set(ids).size).toBe(ids.length);
      expect([...again.find(type).values()].map((r) => r.name)).toEqual(ids);
    }
  });
});

describe("playbooks that start by themselves, where each rule makes incidents", () => {
  const template = synthesizeSolution({ sentinelServicePrincipalObjectId: sentinelPrincipal, incidents: "rule" });
  const rule = template.resource(automation, { order: shipped.playbooks[0]!.data.automationRule!.order });
  const grant = template.address("azurerm_role_assignment", { principal_id: sentinelPrincipal });
  const { automationRule, name } = shipped.playbooks[0]!.data;

  test("conditions are a JSON array in the form of Azure's API", () => {
    const files = automationRule!.detections as string[];
    const sources = files.map((file) => ruleName(shipped.detections.find((d) => d.name === file)!.data));
    const ids = sources.map((id) => `\${${rules.find(([, r]) => r.name === id)![0]}.id}`);
    const property = (propertyName: string, operator: string, propertyValues: readonly string[]) => ({
      conditionType: "Property",
      conditionProperties: { propertyName, operator, propertyValues },
    });
    expect(JSON.parse(rule.condition_json as string)).toEqual([
      property("IncidentRelatedAnalyticRuleIds", "Contains", ids),
      property("IncidentCustomDetailsKey", "Equals", ["Confidence"]),
      property("IncidentCustomDetailsValue", "Equals", automationRule!.confidences!),
      property("IncidentSeverity", "Equals", automationRule!.severities!),
    ]);
  });

  test("what is known of an agent is written down for every rule's incidents, before anything is done", () => {
    const [first] = [...template.find(automation).values()].sort((a, b) => Number(a.order) - Number(b.order));
    const [related] = JSON.parse(first!.condition_json as string);
    const own = shipped.detections.filter(
      ({ data }) => data.evidence?.family !== "story" && data.incidentConfiguration?.createIncident !== false,
    );
    expect(related.conditionProperties.propertyValues).toHaveLength(own.length);
    expect(first!.action_playbook).toMatchObject([
      { logic_app_id: `\${${template.address("azapi_resource", { name: "agentid-enrich-incident" })}.id}` },
    ]);
  });

  test("the playbook runs when an incident is created, after Sentinel was allowed to", () => {
    expect(rule).toMatchObject({
      triggers_on: "Incidents",
      triggers_when: "Created",
      order: automationRule!.order,
      depends_on: expect.arrayContaining([grant]),
      action_playbook: [
        {
          order: 1,
          tenant_id: tenant.tenantId,
          logic_app_id: `\${${template.address("azapi_resource", { name: `${name}.incident` })}.id}`,
        },
      ],
    });
    expect(template.resource("azurerm_role_assignment", { principal_id: sentinelPrincipal })).toMatchObject({
      role_definition_name: "Microsoft Sentinel Automation Contributor",
      scope: `\${${template.address("azurerm_resource_group")}.id}`,
    });
  });

  test("it runs when an alert is added to one, under the same conditions, and when there is an alert", () => {
    const { order } = automationRule!;
    const added = template.resource(automation, { order: order + 1 });
    expect(added).toMatchObject({ triggers_on: "Incidents", triggers_when: "Updated" });
    expect(added.action_playbook).toEqual(rule.action_playbook);
    expect(JSON.parse(added.condition_json as string)).toEqual([
      { conditionType: "PropertyArrayChanged", conditionProperties: { arrayType: "Alerts", changeType: "Added" } },
      ...JSON.parse(rule.condition_json as string),
    ]);
    const alerts = template.resource(automation, { order: order + 2 });
    expect(alerts).toMatchObject({
      triggers_on: "Alerts",
      triggers_when: "Created",
      action_playbook: [{ logic_app_id: `\${${template.address("azapi_resource", { name: `${name}.alert` })}.id}` }],
    });
    const [related] = JSON.parse(rule.condition_json as string);
    const { propertyValues } = related.conditionProperties;
    expect(JSON.parse(alerts.condition_json as string)).toEqual([
      {
        conditionType: "Property",
        conditionProperties: { propertyName: "AlertAnalyticRuleIds", operator: "Contains", propertyValues },
      },
    ]);
  });

  test("what starts by itself knows what for, has the same identity, and is no more than what people start", () => {
    const logicApp = (suffix: string) => template.resource("azapi_resource", { name: `${name}${suffix}` });
    const responds = (suffix: string) =>
      (logicApp(suffix).body as { properties: { parameters: { Responds?: { value: unknown } } } }).properties.parameters
        .Responds?.value;
    const ruleIds = (automationRule!.detections as string[]).map((file) =>
      ruleName(shipped.detections.find((d) => d.name === file)!.data),
    );
    const { severities, confidences } = automationRule!;
    const wanted = { severities, confidences, ruleIds: expect.arrayContaining(ruleIds) };
    expect([responds(""), responds(".incident"), responds(".alert")]).toEqual([undefined, wanted, wanted]);
    for (const suffix of [".incident", ".alert"]) expect(logicApp(suffix).identity).toEqual(logicApp("").identity);
  });

  test("orders of automation rules are unique and no more than Sentinel takes", () => {
    const orders = [...template.find(automation).values()].map(({ order }) => Number(order));
    expect(new Set(orders).size).toBe(orders.length);
    expect(Math.max(...orders)).toBeLessThanOrEqual(1000);
  });

  test("without Sentinel's object id nothing starts and nothing is granted", () => {
    const manual = synthesizeSolution();
    expect(manual.find(automation).size).toBe(0);
    const granted = manual.find("azurerm_role_assignment", { role_definition_name: /Automation Contributor/ });
    expect(granted.size).toBe(0);
    const byHand = manual.find("azapi_resource", { type: /^Microsoft\.Logic\/workflows@/ });
    expect([...byHand.values()].map((r) => r.name).sort()).toEqual(byDefault.map(({ data }) => data.name).sort());
  });
});

describe("where it goes", () => {
  test("into an existing resource group and workspace, which it leaves alone", () => {
    const there = synthesizeSolution({
      resourceGroup: { name: "rg-soc", existing: true },
      workspace: { existingWorkspaceId },
      sentinelServicePrincipalObjectId: sentinelPrincipal,
    });
    for (const type of [law, onboarding, "azurerm_resource_group"]) expect(there.types).not.toContain(type);
    for (const [, table] of there.find(tableType)) expect(table.workspace_id).toBe(existingWorkspaceId);
    for (const type of ruleTypes) {
      for (const [, r] of there.find(type)) expect(r.log_analytics_workspace_id).toBe(existingWorkspaceId);
    }
    expect(there.resource("azurerm_role_assignment", { principal_id: sentinelPrincipal }).scope).toBe(resourceGroupId);
    for (const [, rule] of there.find("azurerm_monitor_data_collection_rule"))
      expect(rule.resource_group_name).toBe("rg-soc");
  });

  test("with tags on everything that takes them", () => {
    const tagged = synthesizeSolution({ tags: { owner: "soc" } });
    const types = [law, "azurerm_resource_group", "azurerm_monitor_data_collection_rule", "azapi_resource"];
    for (const type of types) {
      for (const [, resource] of tagged.find(type)) {
        // A summary rule is a part of its workspace: it has no place of its own, and no tags.
        if (resource.location) expect(resource.tags).toMatchObject({ owner: "soc" });
      }
    }
  });

  test.each([
    [true, true],
    [undefined, true],
    [false, false],
  ])("protect: %s", (protect, expected) => {
    const stack = synthesizeSolution({ protect });
    for (const type of [law, onboarding, tableType]) {
      for (const [address, resource] of stack.find(type)) {
        expect([address, resource.lifecycle]).toEqual([
          address,
          expect.objectContaining({ prevent_destroy: expected }),
        ]);
      }
    }
  });
});

test("watchlist items of a deployment land in their watchlist", () => {
  const stack = synthesizeSolution({
    watchlistItems: { AgentPolicy: [{ AgentOrBlueprintId: "a", Criticality: "Low" }] },
  });
  const list = stack.address(watchlistType, { name: "AgentPolicy" });
  expect(stack.resource("azurerm_sentinel_watchlist_item")).toMatchObject({
    watchlist_id: `\${${list}.id}`,
    properties: { AgentOrBlueprintId: "a", Criticality: "Low" },
  });
});
