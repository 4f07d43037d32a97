import { Diagnostics, SentinelHealth, WorkspaceDiagnostics } from "../../lib/constructs";
import { existingWorkspace, existingWorkspaceId, newWorkspace } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";

const type = "azurerm_monitor_diagnostic_setting";

test("all logs of the target go to the workspace", () => {
  const template = synthesizeBare((stack) => {
    new Diagnostics(stack, "logs", { workspace: newWorkspace(stack), targetResourceId: "/target", name: "soc" });
  });
  expect(template.resource(type)).toMatchObject({
    name: "soc",
    target_resource_id: "/target",
    log_analytics_workspace_id: `\${${template.address("azurerm_log_analytics_workspace")}.id}`,
    enabled_log: [{ category_group: "allLogs" }],
  });
});

const health = "providers/Microsoft.SecurityInsights/settings/SentinelHealth";

test("Sentinel's health waits for Sentinel", () => {
  const template = synthesizeBare((stack) => {
    new SentinelHealth(stack, "health", { workspace: newWorkspace(stack) });
  });
  const sentinel = template.address("azurerm_sentinel_log_analytics_workspace_onboarding");
  expect(template.resource(type).target_resource_id).toBe(`\${${sentinel}.workspace_id}/${health}`);
});

test("Sentinel's health on an existing workspace", () => {
  const template = synthesizeBare((stack) => {
    new SentinelHealth(stack, "health", { workspace: existingWorkspace(stack) });
  });
  expect(template.resource(type).target_resource_id).toBe(`${existingWorkspaceId}/${health}`);
});

test("the workspace's own logs are kept: summary rules, jobs and queries", () => {
  const template = synthesizeBare((stack) => {
    new WorkspaceDiagnostics(stack, "logs", { workspace: newWorkspace(stack) });
  });
  expect(template.resource(type)).toMatchObject({
    target_resource_id: `\${${template.address("azurerm_log_analytics_workspace")}.id}`,
    enabled_log: [{ category: "Audit" }, { category: "Jobs" }, { category: "SummaryLogs" }],
  });
});
