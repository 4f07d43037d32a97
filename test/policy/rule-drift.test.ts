import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deployedRules, ruleDrift } from "../../lib/policy";
import { agentid } from "../cli/support";
import { smallWorkspace, temporaryFolder, writeStack } from "../emulator/support";

const root = temporaryFolder();
const id = "5f1c0a52-6f0e-5c3e-9d0a-3f5b6a7c8d9e";
const query = 'Events_CL\n| where Message has "${x}" and Host != "a"\n| project Host, Message';
/** As the source says it. */
const written = {
  name: id,
  display_name: "Odd host",
  description: "#DONT_CORR#\nA host says something odd.",
  log_analytics_workspace_id: "${azurerm_log_analytics_workspace.law.id}",
  enabled: true,
  severity: "High",
  query: query.replace("${", () => "$${"),
  query_frequency: "PT1H",
  query_period: "P1D",
  tactics: ["Exfiltration", "Collection"],
  techniques: ["T1041", "T1005"],
  custom_details: { AgentId: "Host", Confidence: "Message" },
  event_grouping: { aggregation_method: "AlertPerResult" },
  entity_mapping: [
    {
      entity_type: "Host",
      field_mapping: [
        { identifier: "HostName", column_name: "Host" },
        { identifier: "DnsDomain", column_name: "Message" },
      ],
    },
    { entity_type: "Account", field_mapping: [{ identifier: "Name", column_name: "Host" }] },
  ],
  alert_details_override: [{ display_name_format: "Odd {{Host}}" }],
  incident: {
    create_incident_enabled: true,
    grouping: {
      enabled: true,
      lookback_duration: "P1D",
      entity_matching_method: "Selected",
      by_entities: ["Host", "Account"],
    },
  },
};
const stack = writeStack(mkdtempSync(join(root, "s-")), {
  ...smallWorkspace(),
  azurerm_sentinel_alert_rule_scheduled: { odd: written },
});
const armId =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg/providers/Microsoft.OperationalInsights/workspaces/law/providers/Microsoft.SecurityInsights/alertRules";

/** The same as Azure returns it after somebody has pressed Save in the portal's wizard. */
const saved = () => ({
  displayName: "Odd host",
  description: "#dont_corr# A host says something odd.",
  enabled: true,
  severity: "High",
  query: query.replaceAll("\n", "\r\n"),
  queryFrequency: "PT60M",
  queryPeriod: "PT24H",
  triggerOperator: "GreaterThan",
  triggerThreshold: 0,
  suppressionDuration: "PT5H",
  suppressionEnabled: false,
  tactics: ["Collection", "Exfiltration"],
  techniques: ["T1005", "T1041"],
  subTechniques: [],
  alertRuleTemplateName: null,
  templateVersion: null,
  startTimeUtc: null,
  sentinelEntitiesMappings: null,
  customDetails: { Confidence: "Message", AgentId: "Host" },
  eventGroupingSettings: { aggregationKind: "AlertPerResult" },
  entityMappings: [
    { entityType: "Account", fieldMappings: [{ identifier: "Name", columnName: "Host" }] },
    {
      entityType: "Host",
      fieldMappings: [
        { identifier: "DnsDomain", columnName: "Message" },
        { identifier: "HostName", columnName: "Host" },
      ],
    },
  ],
  alertDetailsOverride: {
    alertDisplayNameFormat: "Odd {{Host}}",
    alertDescriptionFormat: "",
    alertSeverityColumnName: null,
    alertDynamicProperties: [],
  },
  incidentConfiguration: {
    createIncident: true,
    groupingConfiguration: {
      enabled: true,
      reopenClosedIncident: false,
      lookbackDuration: "PT24H",
      matchingMethod: "Selected",
      groupByEntities: ["Account", "Host"],
      groupByAlertDetails: [],
      groupByCustomDetails: null,
    },
  },
});
const asArm = (properties: object, kind = "Scheduled") => ({
  value: [
    { id: `${armId}/${id.toUpperCase()}`, name: id.toUpperCase(), kind, etag: '"1"', properties },
    { id: `${armId}/BuiltInFusion`, name: "BuiltInFusion", kind: "Fusion", properties: { enabled: true } },
  ],
});
const after = (change: object) => ruleDrift(stack, deployedRules(asArm({ ...saved(), ...change }), "rules.json"));

test("what the wizard writes otherwise and means the same is no drift", () => {
  expect(after({})).toEqual([]);
});

test("nor is what a provider keeps in its state", () => {
  const { event_grouping, incident, ...same } = written;
  const values = {
    ...same,
    query,
    log_analytics_workspace_id: armId.replace(/\/providers\/Microsoft\.SecurityInsights.*/, ""),
    description: "#DONT_CORR#\nA host says something odd.",
    tactics: ["Collection", "Exfiltration"],
    alert_rule_template_guid: "",
    alert_rule_template_version: "",
    sentinel_entity_mapping: [],
    suppression_enabled: false,
    suppression_duration: "PT5H",
    trigger_operator: "GreaterThan",
    trigger_threshold: 0,
    event_grouping: [event_grouping],
    alert_details_override: [
      {
        description_format: "",
        display_name_format: "Odd {{Host}}",
        dynamic_property: [],
        severity_column_name: "",
        tactics_column_name: "",
      },
    ],
    incident: [
      {
        create_incident_enabled: true,
        grouping: [
          { ...incident.grouping, by_alert_details: [], by_custom_details: null, reopen_closed_incidents: false },
        ],
      },
    ],
  };
  const resource = {
    address: "module.soc.azurerm_sentinel_alert_rule_scheduled.odd",
    mode: "managed",
    type: "azurerm_sentinel_alert_rule_scheduled",
    name: "odd",
    values,
  };
  const state = { format_version: "1.0", values: { root_module: { child_modules: [{ resources: [resource] }] } } };
  expect(ruleDrift(stack, deployedRules(state, "state.json"))).toEqual([]);
  const changed = { ...resource, values: { ...values, severity: "Low" } };
  const plan = { prior_state: { values: { root_module: { resources: [changed] } } }, resource_changes: [] };
  expect(ruleDrift(stack, deployedRules(plan, "plan.json"))).toMatchObject([{ rule: "Odd host", what: "severity" }]);
});

const title = { alertDisplayNameFormat: "Host" };
const account = { entityType: "Account", fieldMappings: [{ identifier: "Name", columnName: "Message" }] };
test.each<[string, object, string, RegExp]>([
  [
    "correlation switched on",
    { description: "#INC_CORR#A host says something odd." },
    "correlation",
    /is "included", the source says "excluded".*correlation\.rules/,
  ],
  ["correlation left to the tenant", { description: "A host says something odd." }, "correlation", /is "default"/],
  ["another description", { description: "#DONT_CORR# Nothing to see." }, "description", /"Nothing to see."/],
  ["a rule switched off", { enabled: false }, "enabled", /is false.*finds nothing/],
  ["another line of the query", { query: query.replace('!= "a"', '!= "b"') }, "query", /from line 2 on: .*\\"b\\"/],
  ["a line less", { query: query.split("\n").slice(0, 2).join("\n") }, "query", /from line 3 on: it is nothing/],
  ["another period", { queryPeriod: "PT2H" }, "schedule", /7200000.*86400000/],
  ["a threshold", { triggerThreshold: 5 }, "schedule", /"threshold":5/],
  ["a tactic less", { tactics: ["Collection"] }, "tactics", /Exfiltration/],
  ["another column", { entityMappings: [account, saved().entityMappings[1]] }, "entities", /Account\(Name=Message\)/],
  ["a custom detail less", { customDetails: { AgentId: "Host" } }, "customDetails", /Confidence=Message/],
  ["another title", { alertDetailsOverride: title }, "alertTexts", /title=Host/],
  ["one alert for all rows", { eventGroupingSettings: { aggregationKind: "SingleAlert" } }, "grouping", /SingleAlert/],
  [
    "no incidents",
    { incidentConfiguration: { ...saved().incidentConfiguration, createIncident: false } },
    "incidents",
    /"create":false/,
  ],
  ["a rest after an alert", { suppressionEnabled: true }, "suppression", /is 18000000, the source says nothing/],
])("%s is drift, and called by its name", (_what, change, what, message) => {
  expect(after(change)).toEqual([{ rule: "Odd host", what, message: expect.stringMatching(message) }]);
});

test("a rule that was made anew as another kind, and one that is gone", () => {
  const kinds = ruleDrift(stack, deployedRules(asArm(saved(), "NRT"), "rules.json")).map(({ what }) => what);
  expect(kinds).toEqual(["kind", "schedule"]);
  expect(ruleDrift(stack, deployedRules({ value: [] }, "rules.json"))).toEqual([
    { rule: "Odd host", what: "missing", message: expect.stringContaining("deleted, or never deployed") },
  ]);
});

test("something else than rules is refused", () => {
  expect(() => deployedRules({ hello: 1 }, "x.json")).toThrow(
    /x\.json .*number 1.*no analytics rule[\s\S]*terraform show -json/,
  );
});

test("agentid drift prints a line per difference, and fails for any", async () => {
  const file = join(root, "rules.json");
  writeFileSync(file, JSON.stringify(asArm(saved())));
  const same = await agentid("drift", "--stack", stack, "--state", file);
  expect([same.code, same.out.trim()]).toEqual([0, "every analytics rule says what its source says"]);
  writeFileSync(file, JSON.stringify(asArm({ ...saved(), severity: "Low" })));
  const other = await agentid("drift", "--stack", stack, "--state", file);
  expect([other.code, other.out.trim()]).toEqual([1, '"Odd host" severity: is "Low", the source says "High"']);
});
