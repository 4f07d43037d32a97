import { AgentIdentities } from "../../lib/constructs";
import { shipped } from "../shared/content";
import { Dependencies } from "./support/dependencies";
import { everything } from "./support/everything";
import { tenant } from "./support/fixtures";
import { synthesizeBare, synthesized } from "./support/synth";

const template = synthesized(everything);
const order = new Dependencies(template);
const addresses = (type: string, pattern: Parameters<typeof template.find>[1] = {}) => [
  ...template.find(type, pattern).keys(),
];
const one = (type: string, pattern: Parameters<typeof template.find>[1] = {}) => template.address(type, pattern);

const onboarding = one("azurerm_sentinel_log_analytics_workspace_onboarding");
const tables = [
  ...addresses("azurerm_log_analytics_workspace_table_custom_log"),
  ...addresses("azapi_resource", { type: /workspaces\/tables@/ }),
];
const functions = addresses("azurerm_log_analytics_saved_search", { function_alias: /./ });
const rules = [...addresses("azurerm_sentinel_alert_rule_nrt"), ...addresses("azurerm_sentinel_alert_rule_scheduled")];
const waits = addresses("time_sleep");

/** The pauses that a resource is behind, by what each is behind itself. */
const pausesBefore = (address: string) => waits.filter((wait) => order.before(address).has(wait));
const pausedAfter = (address: string, ...first: readonly string[]) =>
  pausesBefore(address).some((wait) => first.every((earlier) => order.before(wait).has(earlier)));

test("nothing waits for itself", () => {
  expect(order.circles).toEqual([]);
});

test("there is something to order", () => {
  expect(tables).toHaveLength(shipped.tables.length);
  expect(functions).toHaveLength(shipped.functions.length);
  expect(rules).toHaveLength(shipped.detections.length);
});

describe("before a rule's query is looked at", () => {
  test.each(rules)("%s: tables and what Sentinel brings are known, functions and watchlists are there", (rule) => {
    expect(pausedAfter(rule, onboarding, ...tables)).toBe(true);
    expect([...order.before(rule)]).toEqual(
      expect.arrayContaining([...functions, ...addresses("azurerm_sentinel_watchlist"), onboarding]),
    );
  });
});

test.each(addresses("azurerm_monitor_data_collection_rule", { name: /^(?!.*workspace$)/ }))(
  "%s comes after its tables are known",
  (rule) => {
    expect(pausedAfter(rule, onboarding, ...tables)).toBe(true);
  },
);

test("the summary rule comes after the tables that it reads and writes, and before nothing that could stop it", () => {
  const summary = one("azapi_resource", { type: /summaryLogs@/ });
  expect(pausedAfter(summary, ...tables)).toBe(true);
  expect(template.resource("azapi_resource", { type: /summaryLogs@/ })).toMatchObject({
    retry: { error_message_regex: expect.arrayContaining([expect.stringContaining("resolve")]) },
  });
});

test("functions come after those that they call", () => {
  const addressOf = new Map(
    [...template.find("azurerm_log_analytics_saved_search", { function_alias: /./ })].map(([address, fn]) => [
      fn.function_alias as string,
      address,
    ]),
  );
  const calls = shipped.functions.flatMap(({ data }) =>
    [...addressOf.keys()]
      .filter((name) => name !== data.name && new RegExp(`^[^/]*\\b${name}\\b`, "m").test(data.query))
      .map((name) => [data.name, name] as const),
  );
  expect(calls.length).toBeGreaterThan(10);
  for (const [caller, called] of calls)
    expect([caller, called, order.before(addressOf.get(caller)!).has(addressOf.get(called)!)]).toEqual([
      caller,
      called,
      true,
    ]);
});

test("automation rules that run playbooks come after the grant that lets them is in force", () => {
  const grant = one("azurerm_role_assignment", { role_definition_name: "Microsoft Sentinel Automation Contributor" });
  const automation = addresses("azurerm_sentinel_automation_rule");
  expect(automation.length).toBeGreaterThan(3);
  for (const rule of automation) expect([rule, pausedAfter(rule, grant)]).toEqual([rule, true]);
});

test("no playbook runs by itself before its own roles are in force", () => {
  for (const [rule, { action_playbook }] of template.find("azurerm_sentinel_automation_rule")) {
    const [{ logic_app_id }] = action_playbook as unknown as [{ logic_app_id: string }];
    const workflow = /\$\{(.*)\.id\}/.exec(logic_app_id)![1]!;
    const roles = [...order.before(workflow)].filter((address) => address.startsWith("azurerm_role_assignment."));
    expect(roles.length).toBeGreaterThan(0);
    expect([rule, pausedAfter(rule, ...roles)]).toEqual([rule, true]);
  }
});

test("metadata comes after the item that it is about, and after the solution", () => {
  const solution = one("azapi_resource", { type: /contentPackages@/ });
  for (const [address, { parent_id }] of template.find("azurerm_sentinel_metadata")) {
    const parent = /\$\{(.*)\.id\}/.exec(String(parent_id))![1]!;
    expect([...order.before(address)]).toEqual(expect.arrayContaining([parent, solution]));
  }
});

test("each item has metadata once", () => {
  const parents = [...template.find("azurerm_sentinel_metadata").values()].map(({ parent_id }) => parent_id);
  expect(new Set(parents).size).toBe(parents.length);
});

describe("the collector", () => {
  const app = one("azurerm_linux_function_app");
  const upload = one("azurerm_storage_blob", { name: /\.zip$/ });
  const packages = `\${${one("azurerm_storage_container", { name: "packages" })}.id}`;
  const deployer = one("azurerm_role_assignment", {
    principal_id: /data\.azurerm_client_config/,
    scope: packages,
  });

  test("its package is written after whoever deploys was let into the container, and that is in force", () => {
    expect(pausedAfter(upload, deployer)).toBe(true);
    expect(
      template.resource("azurerm_role_assignment", { principal_id: /azurerm_client_config/, scope: packages }),
    ).toMatchObject({
      role_definition_name: "Storage Blob Data Contributor",
      scope: `\${${one("azurerm_storage_container", { name: "packages" })}.id}`,
      principal_type: expect.stringMatching(/"User" : "ServicePrincipal"/),
    });
  });

  test("the app starts after its package is there and its identities' roles are in force", () => {
    const roles = addresses("azurerm_role_assignment").filter((address) => address.includes("collector_role"));
    expect(roles.length).toBeGreaterThan(8);
    expect(order.before(app).has(upload)).toBe(true);
    expect(pausedAfter(app, ...roles)).toBe(true);
  });
});

describe("when the workspace's transform goes", () => {
  const rule = one("azurerm_monitor_data_collection_rule", { kind: "WorkspaceTransforms" });
  const unlink = one("azapi_resource_action", { method: "PATCH" });

  test("the workspace is unlinked first: what waits for the rule is destroyed before it", () => {
    expect(template.resource("azapi_resource_action", { method: "PATCH" })).toMatchObject({
      when: "destroy",
      method: "PATCH",
      resource_id: `\${${one("azurerm_log_analytics_workspace")}.id}`,
      body: { properties: { defaultDataCollectionRuleResourceId: null } },
    });
    expect([...order.before(unlink)]).toEqual(expect.arrayContaining([rule, one("azapi_update_resource")]));
  });

  test("the workspace itself waits for neither", () => {
    const before = order.before(one("azurerm_log_analytics_workspace"));
    expect(before.has(rule)).toBe(false);
    expect(before.has(unlink)).toBe(false);
  });
});

test("a table or a column more is waited for again", () => {
  const triggersOf = (content: typeof shipped) =>
    synthesizeBare((stack) => {
      new AgentIdentities(stack, "agents", { ...tenant, content });
    }).resource("time_sleep").triggers;
  const [first, ...others] = shipped.tables;
  const columns = [...first!.data.columns, { name: "More", type: "string" as const }];
  const before = triggersOf(shipped);
  expect(triggersOf({ ...shipped })).toEqual(before);
  expect(triggersOf({ ...shipped, tables: [{ ...first!, data: { ...first!.data, columns } }, ...others] })).not.toEqual(
    before,
  );
});

test("every role assignment says what kind of principal it is for", () => {
  for (const [address, { principal_type }] of template.find("azurerm_role_assignment"))
    expect([address, principal_type]).toEqual([address, expect.stringMatching(/./)]);
});

test("an existing workspace has nothing to be onboarded, and its new tables are waited for all the same", () => {
  const { name: _name, retentionInDays: _days, ...workspace } = everything.workspace;
  const existing = synthesized({
    ...everything,
    collector: { ...everything.collector, workspaceId: "66666666-6666-4666-8666-666666666666" },
    workspace: {
      ...workspace,
      existingWorkspaceId:
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/law-there",
    },
  });
  const there = new Dependencies(existing);
  expect(there.circles).toEqual([]);
  const theirs = [...existing.find("azurerm_log_analytics_workspace_table_custom_log").keys()];
  for (const [rule] of existing.find("azurerm_sentinel_alert_rule_nrt"))
    expect(
      [...existing.find("time_sleep").keys()].some(
        (wait) => there.before(rule).has(wait) && theirs.every((table) => there.before(wait).has(table)),
      ),
    ).toBe(true);
});
