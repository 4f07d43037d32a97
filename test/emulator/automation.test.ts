import { onIncident } from "../../lib/emulator/automation/started";
import type { Incident } from "../../lib/emulator/incidents/incident";
import type { AutomationRule, Workspace } from "../../lib/emulator/workspace/model";
import { emptyWorkspace } from "./support";

const workspaceId = emptyWorkspace.armId;
const incident: Incident = {
  number: 7,
  id: "i-7",
  title: "Agent sent data away",
  description: "",
  severity: "High",
  status: "New",
  createdTime: "2026-03-02T10:00:00.000Z",
  lastModifiedTime: "2026-03-02T10:00:00.000Z",
  firstActivityTime: "2026-03-02T09:59:00.000Z",
  lastActivityTime: "2026-03-02T10:00:00.000Z",
  tactics: ["Exfiltration"],
  techniques: [],
  entities: [
    { type: "Account", AadUserId: "agent-1", Name: "finance" },
    { type: "IP", Address: "10.0.0.1" },
  ],
  alerts: [],
  tasks: [],
  providerName: "Azure Sentinel",
  providerIncidentId: "7",
  labels: [],
  ruleArmIds: ["/rules/r1"],
};
const property = (propertyName: string, operator: string, ...propertyValues: string[]) => ({
  conditionType: "Property",
  conditionProperties: { propertyName, operator, propertyValues },
});
const started = (...conditions: AutomationRule["conditions"]) => {
  const rule: AutomationRule = {
    name: "run it",
    order: 1,
    trigger: "IncidentCreated",
    conditions,
    playbooks: ["/Logic/PB"],
    tasks: [],
    where: "rule",
  };
  const workspace: Workspace = {
    ...emptyWorkspace,
    automationRules: [rule],
    playbooks: [{ armId: "/logic/pb", name: "pb", state: "Enabled" }],
  };
  return onIncident(workspace, incident, new Date(incident.createdTime)).started;
};

test.each([
  ["no condition", [], 1],
  ["the rule, in any case", [property("IncidentRelatedAnalyticRuleIds", "Contains", "/RULES/R1")], 1],
  ["another rule", [property("IncidentRelatedAnalyticRuleIds", "Contains", "/rules/r2")], 0],
  ["one of several values", [property("IncidentSeverity", "Equals", "Medium", "High")], 1],
  [
    "all conditions together",
    [property("IncidentSeverity", "Equals", "High"), property("IncidentTitle", "StartsWith", "Nothing")],
    0,
  ],
  ["a negation", [property("IncidentTactics", "NotContains", "Impact")], 1],
  ["an entity", [property("AccountAadUserId", "Equals", "agent-1")], 1],
  ["an entity of another kind with that name", [property("CloudApplicationAppName", "Equals", "finance")], 0],
  [
    "either of two",
    [
      {
        conditionType: "Boolean",
        conditionProperties: {
          operator: "Or",
          innerConditions: [
            property("IncidentSeverity", "Equals", "Low"),
            property("IncidentTitle", "EndsWith", "away"),
          ],
        },
      },
    ],
    1,
  ],
])("%s", (_name, conditions, count) => {
  expect(started(...conditions)).toHaveLength(count);
});

test.each([
  ["a property it does not know", property("IncidentMood", "Equals", "grim"), /"IncidentMood"\n.*IncidentTitle/],
  ["an operator it does not know", property("IncidentTitle", "Resembles", "x"), /"Resembles"\n.*Equals/],
  ["a condition type it does not know", { conditionType: "PropertyArray", conditionProperties: {} }, /"PropertyArray"/],
])("refuses %s", (_name, condition, message) => {
  expect(() => started(condition)).toThrow(message);
});

test("the playbook gets the incident as Sentinel would post it", () => {
  const [start] = started();
  expect(start).toMatchObject({
    playbook: "pb",
    incidentNumber: 7,
    automationRule: "run it",
    at: incident.createdTime,
  });
  expect(start?.triggerBody).toMatchObject({
    workspaceInfo: { SubscriptionId: "s", ResourceGroupName: "rg", WorkspaceName: "law" },
    object: {
      id: `${workspaceId}/providers/Microsoft.SecurityInsights/Incidents/i-7`,
      properties: {
        incidentNumber: 7,
        severity: "High",
        relatedAnalyticRuleIds: ["/rules/r1"],
        relatedEntities: [
          { kind: "Account", properties: { aadUserId: "agent-1", name: "finance" } },
          { kind: "Ip", properties: { address: "10.0.0.1" } },
        ],
      },
    },
  });
});
