import { SummaryRule } from "../../lib/constructs";
import { newWorkspace } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";

const template = synthesizeBare((stack) => {
  const workspace = newWorkspace(stack);
  new SummaryRule(stack, "hourly", {
    workspace,
    summary: {
      name: "Hourly",
      displayName: "By the hour",
      description: "Sums ${things} up",
      destinationTable: "Hourly_CL",
      binSizeMinutes: 60,
      binDelayMinutes: 10,
      query: "Thing_CL | summarize count()",
    },
  });
});

test("is an azapi resource of the workspace, with its definition as an object", () => {
  expect(template.resource("azapi_resource", { name: "Hourly" })).toMatchObject({
    type: "Microsoft.OperationalInsights/workspaces/summaryLogs@2025-07-01",
    parent_id: `\${${template.address("azurerm_log_analytics_workspace")}.id}`,
    body: {
      properties: {
        ruleType: "User",
        description: "Sums $${things} up",
        ruleDefinition: {
          query: "Thing_CL | summarize count()",
          binSize: 60,
          binDelay: 10,
          timeSelector: "TimeGenerated",
          destinationTable: "Hourly_CL",
        },
      },
    },
  });
});
