import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { resourceDrift, stateResources } from "../../lib/policy";
import { agentid, temporaryFolder } from "../cli/support";
import { hasTerraform } from "../terraform/support/terraform";

const root = temporaryFolder();
const law =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law";

type Resources = Record<string, Record<string, Record<string, unknown>>>;

function stackOf(resource: Resources): string {
  const folder = mkdtempSync(join(root, "s-"));
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ resource }));
  return folder;
}

/** Every kind of content but rules, as the source says it. */
const source: Resources = {
  azurerm_log_analytics_workspace: {
    law: { name: "law", retention_in_days: 90, tags: { owner: "soc" }, lifecycle: { prevent_destroy: true } },
  },
  azurerm_log_analytics_workspace_table_custom_log: {
    seen: {
      name: "Seen_CL",
      workspace_id: "${azurerm_log_analytics_workspace.law.id}",
      total_retention_in_days: 365,
      column: [
        { name: "TimeGenerated", type: "dateTime" },
        { name: "Host", type: "string" },
      ],
    },
  },
  azurerm_monitor_data_collection_rule: {
    in: {
      name: "in",
      stream_declaration: [{ stream_name: "Custom-Seen", column: [{ name: "Host", type: "string" }] }],
      data_flow: [
        { streams: ["Custom-Seen"], destinations: ["law"], transform_kql: "source\n| where Host != '$${x}'" },
      ],
      destinations: {
        log_analytics: [{ name: "law", workspace_resource_id: "${azurerm_log_analytics_workspace.law.id}" }],
      },
    },
  },
  azurerm_application_insights_workbook: {
    fleet: { name: "fleet", display_name: "Fleet", data_json: '{"version":"Notebook/1.0","items":[]}' },
  },
  azurerm_sentinel_watchlist_item: { one: { name: "one", properties: { AgentId: "a", Reason: "pipeline" } } },
  azurerm_sentinel_automation_rule: {
    respond: {
      name: "r",
      display_name: "Respond",
      order: 1,
      enabled: true,
      action_playbook: [{ order: 1, logic_app_id: "/subscriptions/X/logic" }],
    },
  },
  azurerm_log_analytics_saved_search: {
    baseline: { name: "b", query: "AgentExecution_CL\n| take 1", function_alias: "AgentBaseline" },
  },
  azurerm_role_assignment: {
    sender: {
      scope: "${azurerm_monitor_data_collection_rule.in.id}",
      role_definition_name: "Monitoring Metrics Publisher",
      principal_id: "${azurerm_user_assigned_identity.gone.principal_id}",
    },
  },
  azapi_resource: {
    playbook: {
      type: "Microsoft.Logic/workflows@2019-05-01",
      name: "pb",
      body: { properties: { state: "Enabled", definition: { actions: { stop: { type: "Http" } } } } },
    },
  },
  azurerm_sentinel_alert_rule_scheduled: { rule: { name: "elsewhere" } },
};

/** The same as a provider keeps it: ids filled in, blocks as lists, what is not said as its default. */
const kept = (): Resources => ({
  azurerm_log_analytics_workspace: {
    law: {
      id: law,
      name: "law",
      retention_in_days: 90,
      daily_quota_gb: -1,
      tags: { owner: "soc" },
      primary_shared_key: "x",
    },
  },
  azurerm_log_analytics_workspace_table_custom_log: {
    seen: {
      name: "Seen_CL",
      workspace_id: law.replace("resourceGroups", "resourcegroups"),
      total_retention_in_days: 365,
      plan: "Analytics",
      column: [
        { name: "Host", type: "string", description: "" },
        { name: "TimeGenerated", type: "dateTime", description: "" },
      ],
    },
  },
  azurerm_monitor_data_collection_rule: {
    in: {
      id: "/subscriptions/s/dcr",
      name: "in",
      description: "",
      stream_declaration: [{ stream_name: "Custom-Seen", column: [{ name: "Host", type: "string" }] }],
      data_flow: [
        {
          streams: ["Custom-Seen"],
          destinations: ["law"],
          transform_kql: "source\r\n| where Host != '${x}'",
          output_stream: "",
          built_in_transform: null,
        },
      ],
      destinations: [
        { log_analytics: [{ name: "law", workspace_resource_id: law }], event_hub: [], azure_monitor_metrics: [] },
      ],
    },
  },
  azurerm_application_insights_workbook: {
    fleet: { name: "fleet", display_name: "Fleet", data_json: '{"items": [], "version": "Notebook/1.0"}', tags: null },
  },
  azurerm_sentinel_watchlist_item: { one: { name: "one", properties: { AgentId: "a", Reason: "pipeline" } } },
  azurerm_sentinel_automation_rule: {
    respond: {
      name: "r",
      display_name: "Respond",
      order: 1,
      enabled: true,
      expiration: "",
      action_playbook: [{ order: 1, logic_app_id: "/subscriptions/x/logic", tenant_id: "t" }],
    },
  },
  azurerm_log_analytics_saved_search: {
    baseline: {
      name: "b",
      query: "AgentExecution_CL\n| take 1",
      function_alias: "AgentBaseline",
      function_parameters: [],
    },
  },
  azurerm_role_assignment: {
    sender: { scope: "/subscriptions/s/dcr", role_definition_name: "Monitoring Metrics Publisher", principal_id: "p" },
  },
  azapi_resource: {
    playbook: {
      type: "Microsoft.Logic/workflows@2019-05-01",
      name: "pb",
      body: { properties: { state: "Enabled", definition: { actions: { stop: { type: "Http" } } } } },
      output: { id: "x" },
    },
  },
});

const stateOf = (resources: Resources) => ({
  format_version: "1.0",
  values: {
    root_module: {
      resources: Object.entries(resources).flatMap(([type, byName]) =>
        Object.entries(byName).map(([name, values]) => ({
          address: `${type}.${name}`,
          mode: "managed",
          type,
          name,
          values,
        })),
      ),
    },
  },
});
const stack = stackOf(source);
const told = (resources: Resources) =>
  resourceDrift(stack, stateResources(stateOf(resources))!).map(
    ({ address, what, message }) => `${address} ${what}: ${message}`,
  );

test("what a provider writes otherwise and means the same is no drift", () => {
  expect(told(kept())).toEqual([]);
});

test.each<[string, string, (values: Record<string, never[]>) => unknown, RegExp]>([
  [
    "a shorter retention",
    "azurerm_log_analytics_workspace.law",
    (v) => Object.assign(v, { retention_in_days: 30 }),
    /law retention_in_days: is 30, the source says 90/,
  ],
  [
    "a tag that somebody added",
    "azurerm_log_analytics_workspace.law",
    (v) => Object.assign(v, { tags: { owner: "soc", by: "hand" } }),
    /tags\.by: is "hand", the source says nothing/,
  ],
  [
    "a column less",
    "azurerm_log_analytics_workspace_table_custom_log.seen",
    (v) => (v.column as unknown[]).pop(),
    /seen column: is nothing|seen column: is \[\], the source says \[\{"name":"TimeGenerated"/,
  ],
  [
    "a transform that drops rows",
    "azurerm_monitor_data_collection_rule.in",
    (v) => Object.assign((v.data_flow as object[])[0]!, { transform_kql: "source\n| where false" }),
    /data_flow\[0\]\.transform_kql: differs from line 2 on: it is "\| where false"/,
  ],
  [
    "rows that go elsewhere",
    "azurerm_monitor_data_collection_rule.in",
    (v) =>
      Object.assign((v.destinations as unknown as { log_analytics: object[] }[])[0]!.log_analytics[0]!, {
        workspace_resource_id: "/subscriptions/other",
      }),
    /destinations\[0\]\.log_analytics\[0\]\.workspace_resource_id: is "\/subscriptions\/other"/,
  ],
  [
    "a workbook that was edited",
    "azurerm_application_insights_workbook.fleet",
    (v) => Object.assign(v, { data_json: '{"version":"Notebook/1.0","items":[1]}' }),
    /fleet data_json: is/,
  ],
  [
    "an item of a watchlist",
    "azurerm_sentinel_watchlist_item.one",
    (v) => Object.assign(v, { properties: { AgentId: "b", Reason: "pipeline" } }),
    /properties\.AgentId: is "b", the source says "a"/,
  ],
  [
    "an automation rule that is off",
    "azurerm_sentinel_automation_rule.respond",
    (v) => Object.assign(v, { enabled: false }),
    /respond enabled: is false, the source says true/,
  ],
  [
    "another playbook",
    "azurerm_sentinel_automation_rule.respond",
    (v) => Object.assign((v.action_playbook as object[])[0]!, { logic_app_id: "/subscriptions/x/other" }),
    /action_playbook\[0\]\.logic_app_id/,
  ],
  [
    "a function",
    "azurerm_log_analytics_saved_search.baseline",
    (v) => Object.assign(v, { query: "AgentExecution_CL\n| take 2" }),
    /baseline query: differs from line 2 on/,
  ],
  [
    "a role on something else",
    "azurerm_role_assignment.sender",
    (v) => Object.assign(v, { scope: "/subscriptions/s" }),
    /sender scope: is "\/subscriptions\/s", the source says "\/subscriptions\/s\/dcr"/,
  ],
  [
    "a playbook that is off, and does something else",
    "azapi_resource.playbook",
    (v) => Object.assign(v, { body: { properties: { state: "Disabled", definition: { actions: { go: {} } } } } }),
    /playbook body\.properties\.state: is "Disabled"[\s\S]*definition\.actions\.stop: is nothing/,
  ],
])("%s is drift, and called by its place", (_, address, change, says) => {
  const resources = kept();
  const [type, name] = address.split(".") as [string, string];
  change(resources[type]![name] as Record<string, never[]>);
  const lines = told(resources);
  expect(lines.join("\n")).toMatch(says);
  for (const line of lines) expect(line).toContain(address);
});

test("what is gone is missing; rules are read elsewhere, and what the source does not have is somebody else's", () => {
  const resources = kept();
  delete resources.azurerm_role_assignment!.sender;
  resources.azurerm_role_assignment!.other = { scope: "/" };
  expect(told(resources)).toEqual([
    "azurerm_role_assignment.sender missing: is not in the state: it was deleted, or never deployed",
  ]);
});

test("a stack without rules is compared all the same, by the command", async () => {
  const folder = stackOf({ azurerm_resource_group: { rg: { name: "rg", location: "westeurope" } } });
  const file = join(folder, "state.json");
  const drift = (values: Record<string, unknown>) => {
    writeFileSync(file, JSON.stringify(stateOf({ azurerm_resource_group: { rg: values } })));
    return agentid("drift", "--stack", folder, "--state", file);
  };
  expect(await drift({ name: "rg", location: "westeurope" })).toMatchObject({
    code: 0,
    out: "everything says what its source says",
  });
  expect(await drift({ name: "rg", location: "northeurope" })).toMatchObject({
    code: 1,
    out: 'azurerm_resource_group.rg location: is "northeurope", the source says "westeurope"',
  });
});

if (!hasTerraform) console.warn("terraform is not on the PATH: what it prints of a state is not read");
(hasTerraform ? test : test.skip)("what terraform itself prints of a state is read", () => {
  const folder = join(root, "real");
  mkdirSync(folder);
  const write = (input: object) =>
    writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ resource: { terraform_data: { kept: { input } } } }));
  const terraform = (...args: string[]) =>
    execFileSync("terraform", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  write({ mode: "DryRun", hours: 8, text: "$${x}" });
  terraform("init", "-input=false");
  terraform("apply", "-auto-approve", "-input=false");
  terraform("plan", "-refresh-only", "-input=false", "-out=refreshed");
  for (const printed of [terraform("show", "-json"), terraform("show", "-json", "refreshed")]) {
    const state = stateResources(JSON.parse(printed))!;
    write({ mode: "DryRun", hours: 8, text: "$${x}" });
    expect(resourceDrift(folder, state)).toEqual([]);
    write({ mode: "Auto", hours: 8, text: "$${x}" });
    expect(resourceDrift(folder, state)).toEqual([
      { address: "terraform_data.kept", what: "input.mode", message: 'is "DryRun", the source says "Auto"' },
    ]);
  }
  expect(readFileSync(join(folder, "terraform.tfstate"), "utf8")).toContain("DryRun");
});
