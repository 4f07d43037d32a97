import { ruleName } from "../../lib/constructs/analytics-rule";
import { shipped } from "../shared/content";
import { contoso, storyteller } from "../shared/stacks";
import { synthesized } from "./support/synth";
import type { Resource, Template } from "./support/template";

const kinds = ["azurerm_sentinel_alert_rule_scheduled", "azurerm_sentinel_alert_rule_nrt"];
const automation = "azurerm_sentinel_automation_rule";
const rulesOf = (template: Template): [string, Resource][] => kinds.flatMap((kind) => [...template.find(kind)]);
const makesIncidents = (rule: Resource) => JSON.stringify(rule.incident).includes('"create_incident_enabled":true');
const sentinel = { sentinelServicePrincipalObjectId: "00000000-0000-4000-8000-0000000000aa" };
const story = synthesized({ ...storyteller, ...sentinel });
const byRule = synthesized({ ...contoso, ...sentinel });
const ids = shipped.detections.map(({ data }) => [data, ruleName(data)] as const);
/** Findings that are no alarm, whoever makes incidents. */
const isQuiet = ([data]: (typeof ids)[number]) => data.incidentConfiguration?.createIncident === false;
const quiet = ids.filter(isQuiet).map(([, id]) => id);
const told = ids.filter(([data]) => data.risk).map(([, id]) => id);

describe("incidents about agents", () => {
  test("are made by one rule, those about the watch by their own", () => {
    const making = rulesOf(story).filter(([, rule]) => makesIncidents(rule));
    expect(making.map(([, { name }]) => name).sort()).toEqual(
      ids
        .filter((one) => !one[0].risk && !isQuiet(one))
        .map(([, id]) => id)
        .sort(),
    );
    expect(making.map(([, rule]) => rule.display_name)).toContain("What was found about an agent adds up");
    expect(told.length).toBeGreaterThan(50);
  });

  test("are made by each rule where the tenant says so, and nothing puts them together", () => {
    const rules = rulesOf(byRule);
    const silent = rules.filter(([, rule]) => !makesIncidents(rule));
    expect(silent.map(([, { name }]) => name).sort()).toEqual([...quiet].sort());
    expect(rules.map(([, rule]) => rule.display_name)).not.toContain("What was found about an agent adds up");
    expect(rules).toHaveLength(rulesOf(story).length - 1);
  });

  test("are kept apart by the story, open for a week", () => {
    const [, rule] = rulesOf(story).find(
      ([, { display_name }]) => display_name === "What was found about an agent adds up",
    )!;
    expect(rule.incident).toMatchObject({
      create_incident_enabled: true,
      grouping: {
        enabled: true,
        reopen_closed_incidents: false,
        lookback_duration: "P7D",
        entity_matching_method: "Selected",
        by_custom_details: ["StoryId"],
      },
    });
  });
});

describe("what starts playbooks", () => {
  const conditionsOf = (template: Template, order: number) =>
    JSON.parse(template.resource(automation, { order }).condition_json as string).map(
      ({
        conditionType,
        conditionProperties: p,
      }: {
        conditionType: string;
        conditionProperties: Record<string, unknown>;
      }) => (conditionType === "Property" ? [p.propertyName, p.operator, p.propertyValues] : conditionType),
    );
  const storyRule = () =>
    `\${${rulesOf(story).find(([, r]) => r.display_name === "What was found about an agent adds up")![0]}.id}`;
  const freeze = shipped.playbooks.find(({ data }) => data.id === "PB-01")!.data.automationRule!;
  const namesOf = (files: readonly string[]) =>
    files.map((file) => ruleName(shipped.detections.find(({ name }) => name === file)!.data)).sort();

  test("is a story with one of their findings, and no confidence of the whole", () => {
    const [related, key, value, severity] = conditionsOf(story, freeze.order);
    expect(related).toEqual(["IncidentRelatedAnalyticRuleIds", "Contains", [storyRule()]]);
    expect(key).toEqual(["IncidentCustomDetailsKey", "Equals", ["Evidence"]]);
    expect([value[0], value[1], [...value[2]].sort()]).toEqual([
      "IncidentCustomDetailsValue",
      "Contains",
      namesOf(freeze.detections as string[]),
    ]);
    expect(severity).toEqual(["IncidentSeverity", "Equals", ["High"]]);
    expect(conditionsOf(story, freeze.order)).toHaveLength(4);
    expect(conditionsOf(story, freeze.order + 1)[0]).toBe("PropertyArrayChanged");
  });

  test("is the alert of the rule itself, as it was", () => {
    const alertOf = (template: Template) => conditionsOf(template, freeze.order + 2);
    expect(alertOf(story)).toEqual(alertOf(byRule));
  });

  test("is every story, and every incident of a rule's own, where a playbook answers all", () => {
    const [related] = conditionsOf(story, 50);
    expect(related[2]).toContain(storyRule());
    expect(related[2]).toHaveLength(shipped.detections.length - told.length - quiet.length);
    expect(conditionsOf(story, 50)).toHaveLength(2);
  });
});
