import { type CorrelationSettings, NrtRule, ScheduledRule } from "../../lib/constructs";
import { ResourceGroup } from "../../lib/constructs/cdktf";
import type { DetectionSpec } from "../../lib/content";
import { newWorkspace, nrtDetection, scheduledDetection } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import type { Resource } from "./support/template";

const types = {
  NRT: "azurerm_sentinel_alert_rule_nrt",
  Scheduled: "azurerm_sentinel_alert_rule_scheduled",
} as const;

function synthesizeRule(detection: DetectionSpec, correlation?: CorrelationSettings): Resource {
  const Rule = detection.kind === "NRT" ? NrtRule : ScheduledRule;
  return synthesizeBare((stack) => {
    new Rule(stack, "rule", { workspace: newWorkspace(stack), detection, correlation });
  }).resource(types[detection.kind]);
}

test("a rule of another kind has another name: Azure keeps that of a deleted rule for up to a day", () => {
  expect(synthesizeRule(nrtDetection).name).not.toBe(synthesizeRule(scheduledDetection).name);
});

describe.each([nrtDetection, scheduledDetection])("a rule of kind $kind", (detection) => {
  const rule = synthesizeRule(detection);

  test("keeps its name whatever changes but its kind, so that Sentinel updates what is there", () => {
    const changed = { ...detection, name: "Another name", query: "Thing_CL", version: "2.0.0" };
    expect(rule.name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(synthesizeRule(changed).name).toBe(rule.name);
    expect(synthesizeRule({ ...detection, id: "4d2d1b5f-7f0e-4c55-9a57-0a5a3f0d1b02" }).name).not.toBe(rule.name);
  });

  test.each<[string, CorrelationSettings | undefined, string]>([
    ["nobody says", undefined, "#DONT_CORR#"],
    ["the tenant includes all", { default: "included" }, "#INC_CORR#"],
    ["the tenant includes this one", { rules: { "AIC-900": "included" } }, "#INC_CORR#"],
    ["the tenant includes all but this one", { default: "included", rules: { "AIC-900": "excluded" } }, "#DONT_CORR#"],
    ["the tenant includes another", { rules: { "AIC-901": "included" } }, "#DONT_CORR#"],
  ])("says at the start of its description whether the Defender portal correlates it: %s", (_name, settings, tag) => {
    const { description } = synthesizeRule({ ...detection, tags: ["AIC-900"] }, settings);
    expect(description).toBe(`${tag} ${detection.description.trim()}`);
  });

  test("waits for Sentinel through the workspace's id", () => {
    expect(rule.log_analytics_workspace_id).toMatch(
      /^\$\{azurerm_sentinel_log_analytics_workspace_onboarding\..*id\}$/,
    );
  });

  test("names each technique once, without sub-techniques, which Azure's API refuses", () => {
    expect(rule.techniques).toEqual(["T1567", "T1048"]);
  });

  test("maps entities and writes no block that the content does not have", () => {
    expect(rule.entity_mapping).toEqual([
      { entity_type: "DNS", field_mapping: [{ identifier: "DomainName", column_name: "Text" }] },
    ]);
    for (const key of ["alert_details_override", "custom_details", "suppression_duration"])
      expect(rule).not.toHaveProperty(key);
  });

  test("raises one incident per alert unless told otherwise", () => {
    expect(rule.incident).toEqual({
      create_incident_enabled: true,
      grouping: {
        enabled: false,
        lookback_duration: "PT5H",
        reopen_closed_incidents: false,
        entity_matching_method: "AllEntities",
      },
    });
    expect(rule.event_grouping).toEqual({ aggregation_method: "SingleAlert" });
  });

  test("carries alert details, custom details, grouping and suppression", () => {
    const full = synthesizeRule({
      ...detection,
      customDetails: { Said: "Text" },
      alertDetailsOverride: {
        alertDisplayNameFormat: "Saw {{Text}}",
        alertSeverityColumnName: "Level",
        alertDynamicProperties: [{ alertProperty: "AlertLink", value: "Link" }],
      },
      eventGroupingSettings: { aggregationKind: "AlertPerResult" },
      suppressionEnabled: true,
      suppressionDuration: "5h",
      incidentConfiguration: {
        createIncident: true,
        groupingConfiguration: {
          enabled: true,
          lookbackDuration: "1d",
          matchingMethod: "Selected",
          groupByEntities: ["DNS"],
          groupByAlertDetails: ["DisplayName"],
          groupByCustomDetails: ["Said"],
        },
      },
    });
    expect(full).toMatchObject({
      custom_details: { Said: "Text" },
      alert_details_override: [
        {
          display_name_format: "Saw {{Text}}",
          severity_column_name: "Level",
          dynamic_property: [{ name: "AlertLink", value: "Link" }],
        },
      ],
      event_grouping: { aggregation_method: "AlertPerResult" },
      suppression_enabled: true,
      suppression_duration: "PT5H",
      incident: {
        grouping: {
          enabled: true,
          lookback_duration: "P1D",
          entity_matching_method: "Selected",
          by_entities: ["DNS"],
          by_alert_details: ["DisplayName"],
          by_custom_details: ["Said"],
        },
      },
    });
  });
});

test("an NRT rule has no schedule", () => {
  const scheduleKeys = Object.keys(synthesizeRule(nrtDetection)).filter((key) => /^(query_|trigger_)/.test(key));
  expect(scheduleKeys).toEqual([]);
});

test.each([
  ["5m", "14d", "PT5M", "P14D"],
  ["1h", "36h", "PT1H", "PT36H"],
  ["1d", "2d", "P1D", "P2D"],
])("a schedule of %s over %s", (queryFrequency, queryPeriod, frequency, period) => {
  expect(synthesizeRule({ ...scheduledDetection, queryFrequency, queryPeriod })).toMatchObject({
    query_frequency: frequency,
    query_period: period,
    trigger_operator: "GreaterThan",
    trigger_threshold: 0,
  });
});

test.each([
  ["lt", "LessThan"],
  ["eq", "Equal"],
  ["ne", "NotEqual"],
] as const)("operator %s", (triggerOperator, expected) => {
  expect(synthesizeRule({ ...scheduledDetection, triggerOperator }).trigger_operator).toBe(expected);
});

test.each<[string, typeof NrtRule | typeof ScheduledRule, DetectionSpec, string]>([
  ["a schedule on NRT", NrtRule, { ...nrtDetection, queryFrequency: "5m" }, "remove queryFrequency"],
  ["a Scheduled rule as NRT", NrtRule, scheduledDetection, "use ScheduledRule"],
  ["an NRT rule as Scheduled", ScheduledRule, nrtDetection, "use NrtRule"],
  [
    "no schedule",
    ScheduledRule,
    { ...scheduledDetection, queryPeriod: undefined },
    "needs queryFrequency, queryPeriod",
  ],
  ["a duration", ScheduledRule, { ...scheduledDetection, queryPeriod: "PT5M" }, "write 5m, 1h or 14d"],
])("%s is refused", (_name, Rule, detection, message) => {
  expect(() =>
    synthesizeBare((stack) => new Rule(stack, "rule", { workspace: newWorkspace(stack), detection })),
  ).toThrow(message);
});

test("a rule can be off, and waits for what its query reads", () => {
  const template = synthesizeBare((stack) => {
    const group = new ResourceGroup(stack, "rg", { name: "rg", location: "westeurope" });
    const config = { workspace: newWorkspace(stack), detection: nrtDetection, enabled: false, dependsOn: [group] };
    new NrtRule(stack, "rule", config);
  });
  expect(template.resource(types.NRT)).toMatchObject({ enabled: false, depends_on: ["azurerm_resource_group.rg"] });
});
