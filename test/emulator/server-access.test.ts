import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { readWorkspace } from "../../lib/emulator";
import { sender, stranger, workspaceWithSender } from "./server-support";
import { type Resources, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();
const read = (resources: Resources) => readWorkspace(writeStack(mkdtempSync(join(root, "s-")), resources));
const publisher = "Monitoring Metrics Publisher";
const ruleId = "${azurerm_monitor_data_collection_rule.dcr.id}";
const subscription = "/subscriptions/11111111-1111-4111-8111-111111111111";
const grant = (more: Record<string, unknown>) =>
  read(
    workspaceWithSender({
      azurerm_role_assignment: {
        it: { scope: ruleId, role_definition_name: publisher, principal_id: sender, ...more },
      },
      azurerm_user_assigned_identity: { id: { name: "id", resource_group_name: "rg" } },
    }),
  ).dataCollectionRules[0]!.senders;

test.each([
  ["on the rule", {}],
  ["on its resource group", { scope: `${subscription}/resourceGroups/RG` }],
  ["on its subscription", { scope: subscription }],
  [
    "by the role's id",
    {
      role_definition_name: undefined,
      role_definition_id: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/3913510d-42f4-4e42-8a64-420c390055eb`,
    },
  ],
])("a role assignment %s makes a sender", (_name, more) => {
  expect(grant(more)).toEqual([sender]);
});

test.each([
  ["of another role", { role_definition_name: "Monitoring Reader" }],
  ["on another rule whose name begins alike", { scope: `${ruleId}-two` }],
  ["on another resource group", { scope: `${subscription}/resourceGroups/rg2` }],
])("a role assignment %s makes none", (_name, more) => {
  expect(grant(more)).toEqual([]);
});

test("an identity of the stack sends by the object id that references to it resolve to", () => {
  const senders = grant({ principal_id: "${azurerm_user_assigned_identity.id.principal_id}" });
  expect(senders).toEqual([expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)]);
  expect(senders).not.toContain(stranger);
});

test("the rule's immutable id is the one that references to it resolve to", () => {
  const { dataCollectionRules, rules } = read({
    ...workspaceWithSender(),
    azurerm_sentinel_alert_rule_nrt: {
      nrt: {
        name: "00000000-0000-4000-8000-000000000001",
        log_analytics_workspace_id: "${azurerm_log_analytics_workspace.law.id}",
        display_name: "${azurerm_monitor_data_collection_rule.dcr.immutable_id}",
        severity: "Low",
        query: "Events_CL",
      },
    },
  });
  expect(dataCollectionRules).toMatchObject([
    { name: "dcr", immutableId: expect.stringMatching(/^dcr-[0-9a-f]{32}$/), streams: [{ name: "Custom-Events" }] },
  ]);
  expect(rules[0]!.name).toBe(dataCollectionRules[0]!.immutableId);
});
