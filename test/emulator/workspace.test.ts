import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { readWorkspace } from "../../lib/emulator";
import { type Resources, smallWorkspace, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();
const read = (resources: Resources) => readWorkspace(writeStack(mkdtempSync(join(root, "s-")), resources));
const lawId =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law";

test("references become the ids Azure would give", () => {
  const workspace = read(smallWorkspace({ nrt: {} }));
  expect(workspace.armId).toBe(lawId);
  expect(workspace.rules[0]?.armId).toBe(
    `${lawId}/providers/Microsoft.SecurityInsights/alertRules/00000000-0000-4000-8000-000000000001`,
  );
});

test("escaped template markers come out as the text they stand for", () => {
  const workspace = read(smallWorkspace({ nrt: { query: 'Events_CL | where Host == "$${jndi:ldap}"' } }));
  expect(workspace.rules[0]?.query).toBe('Events_CL | where Host == "${jndi:ldap}"');
});

test("an existing workspace is known by the id its children name", () => {
  const {
    azurerm_log_analytics_workspace: _law,
    azurerm_sentinel_log_analytics_workspace_onboarding: _on,
    ...rest
  } = smallWorkspace({ nrt: { log_analytics_workspace_id: lawId } });
  const resources = JSON.parse(
    JSON.stringify(rest).replaceAll("${azurerm_log_analytics_workspace.law.id}", lawId),
  ) as Resources;
  expect(read(resources).armId).toBe(lawId);
});

test("column types are read as each API spells them", () => {
  const workspace = read(smallWorkspace());
  expect(workspace.tables[0]?.columns).toContainEqual({ name: "TimeGenerated", type: "datetime" });
});

const withTable = (type: string) => {
  const resources = smallWorkspace();
  resources.azurerm_log_analytics_workspace_table_custom_log!.events!.column = [{ name: "TimeGenerated", type }];
  return resources;
};
const withStream = (type: string) => {
  const resources = smallWorkspace();
  resources.azurerm_monitor_data_collection_rule!.dcr!.stream_declaration = [
    { stream_name: "Custom-Events", column: [{ name: "TimeGenerated", type }] },
  ];
  return resources;
};
const withFlow = (output: string) => {
  const resources = smallWorkspace();
  resources.azurerm_monitor_data_collection_rule!.dcr!.data_flow = [
    { streams: ["Custom-Events"], output_stream: output },
  ];
  return resources;
};

test.each([
  ["a table column datetime", withTable("datetime"), /TimeGenerated as "datetime".*\n.*did you mean "dateTime"/],
  ["a stream column dateTime", withStream("dateTime"), /TimeGenerated as "dateTime".*\n.*did you mean "datetime"/],
  ["a stream column guid", withStream("guid"), /"guid", which this API refuses\n.*use one of: boolean, datetime/],
  ["a flow to a table nobody declares", withFlow("Custom-Other_CL"), /InvalidOutputTable.*\n.*Events_CL/],
  [
    "a period of 2 days every 30 minutes",
    smallWorkspace({ scheduled: { query_frequency: "PT30M", query_period: "P2D" } }),
    /at most once an hour: set query_frequency to PT1H/,
  ],
  [
    "a period shorter than the frequency",
    smallWorkspace({ scheduled: { query_frequency: "PT2H", query_period: "PT1H" } }),
    /period at least as long/,
  ],
  ["a duration in minutes", smallWorkspace({ scheduled: { query_frequency: "5m" } }), /"5m" is not a duration\n.*PT5M/],
  ["an unknown severity", smallWorkspace({ nrt: { severity: "Critical" } }), /severity "Critical"\n.*High/],
  [
    "a reference to nothing",
    smallWorkspace({ nrt: { query: "${azurerm_nothing.here.id}" } }),
    /azurerm_nothing\.here\.id.*\n.*no resource azurerm_nothing\.here/,
  ],
  [
    "a function it does not evaluate",
    smallWorkspace({ nrt: { query: '${file("q.kql")}' } }),
    /file\("q\.kql"\).*cannot be resolved/,
  ],
  [
    "an attribute Azure would compute in a way it does not know",
    smallWorkspace({ nrt: { query: "${azurerm_log_analytics_workspace.law.primary_shared_key}" } }),
    /law\.primary_shared_key, which the emulator does not know/,
  ],
  [
    "two workspaces",
    smallWorkspace(
      {},
      {
        azurerm_log_analytics_workspace: {
          law: { name: "law", resource_group_name: "rg" },
          two: { name: "two", resource_group_name: "rg" },
        },
      },
    ),
    /several workspaces/,
  ],
])("refuses %s", (_name, resources, message) => {
  expect(() => read(resources)).toThrow(message);
});

test("a resource that refers to itself is named with its circle", () => {
  const resources = smallWorkspace(
    {},
    {
      azurerm_user_assigned_identity: {
        a: { name: "${azurerm_user_assigned_identity.b.name}" },
        b: { name: "${azurerm_user_assigned_identity.a.name}" },
      },
    },
  );
  expect(() => read(resources)).toThrow(
    /refers to itself: azurerm_user_assigned_identity\.a -> azurerm_user_assigned_identity\.b -> azurerm_user_assigned_identity\.a/,
  );
});

test("a folder without Terraform", () => {
  expect(() => readWorkspace(root)).toThrow(/holds no cdk\.tf\.json\n.*agentid synth/);
});

describe("automation rules of azapi", () => {
  const property = {
    conditionType: "Property",
    conditionProperties: { propertyName: "IncidentSeverity", operator: "Equals", propertyValues: ["High"] },
  };
  const action = (order: number, actionType: string, actionConfiguration: Record<string, unknown>) => ({
    order,
    actionType,
    actionConfiguration,
  });
  const withRule = (actions: unknown[], triggeringLogic: Record<string, unknown> = {}) =>
    read(
      smallWorkspace(
        {},
        {
          azapi_resource: {
            guide: {
              type: "Microsoft.SecurityInsights/automationRules@2025-09-01",
              name: "00000000-0000-4000-8000-000000000005",
              parent_id: "${azurerm_sentinel_log_analytics_workspace_onboarding.sentinel.workspace_id}",
              body: {
                properties: {
                  displayName: "Investigate",
                  order: 7,
                  triggeringLogic: {
                    isEnabled: true,
                    triggersOn: "Incidents",
                    triggersWhen: "Created",
                    conditions: [property],
                    ...triggeringLogic,
                  },
                  actions,
                },
              },
            },
          },
        },
      ),
    ).automationRules;

  test("are read as those of azurerm are, actions in their order", () => {
    expect(
      withRule([
        action(3, "AddIncidentTask", { title: "Then" }),
        action(1, "RunPlaybook", { logicAppResourceId: "/pb", tenantId: "t" }),
        action(2, "AddIncidentTask", { title: "First", description: "Look" }),
      ]),
    ).toEqual([
      {
        name: "Investigate",
        order: 7,
        trigger: "IncidentCreated",
        conditions: [property],
        playbooks: ["/pb"],
        tasks: [
          { title: "First", description: "Look" },
          { title: "Then", description: "" },
        ],
        where: "azapi_resource.guide",
      },
    ]);
  });

  test("do nothing while they are off", () => expect(withRule([], { isEnabled: false })).toEqual([]));

  test("are refused when they do what the emulator does not know", () => {
    expect(() => withRule([action(1, "ModifyProperties", { severity: "Low" })])).toThrow(/ModifyProperties/);
    expect(() => withRule([], { triggersWhen: "Deleted" })).toThrow(/Incidents are Deleted\n.*Alerts Created/);
    expect(() => withRule([], { triggersOn: "Alerts", triggersWhen: "Updated" })).toThrow(/Alerts are Updated/);
  });

  test.each([
    ["Incidents", "Updated", "IncidentUpdated"],
    ["Alerts", "Created", "AlertCreated"],
  ])("wait for %s %s", (triggersOn, triggersWhen, trigger) => {
    expect(withRule([], { triggersOn, triggersWhen })).toMatchObject([{ trigger }]);
  });
});
