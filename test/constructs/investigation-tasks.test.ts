import { InvestigationTasks } from "../../lib/constructs/investigation-tasks";
import { existingWorkspace, existingWorkspaceId } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";

test("an automation rule adds the tasks in their order to the rule's incidents, and is none of azurerm's", () => {
  const template = synthesizeBare((stack) => {
    new InvestigationTasks(stack, "guide", {
      workspace: existingWorkspace(stack),
      ruleName: "AIC-001-loud",
      ruleId: "/alertRules/1",
      order: 500,
      tasks: [
        { title: "First look", text: "Read `x` and $" + "{y}." },
        { title: "Decide", text: "" },
      ],
    });
  });
  // azurerm: "one of `action_incident,action_playbook` must be specified"
  expect(template.types).not.toContain("azurerm_sentinel_automation_rule");
  expect(template.resource("azapi_resource")).toMatchObject({
    type: "Microsoft.SecurityInsights/automationRules@2025-09-01",
    name: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5/),
    parent_id: existingWorkspaceId,
    body: {
      properties: {
        displayName: "Investigate AIC-001-loud",
        order: 500,
        triggeringLogic: {
          isEnabled: true,
          triggersOn: "Incidents",
          triggersWhen: "Created",
          conditions: [
            {
              conditionType: "Property",
              conditionProperties: {
                propertyName: "IncidentRelatedAnalyticRuleIds",
                operator: "Contains",
                propertyValues: ["/alertRules/1"],
              },
            },
          ],
        },
        actions: [
          {
            order: 1,
            actionType: "AddIncidentTask",
            actionConfiguration: { title: "First look", description: "Read `x` and $$" + "{y}." },
          },
          { order: 2, actionType: "AddIncidentTask", actionConfiguration: { title: "Decide", description: "" } },
        ],
      },
    },
  });
});
