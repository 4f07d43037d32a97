import { vocabulary } from "../../lib/content";
import { tenant } from "./support/fixtures";
import { synthesized } from "./support/synth";
import type { Template } from "./support/template";

const dcr = "azurerm_monitor_data_collection_rule";
const plain = synthesized(tenant);
const withFeatures = (...on: vocabulary.Feature[]) =>
  synthesized({ ...tenant, features: Object.fromEntries(on.map((name) => [name, true])) });
const outputs = (template: Template, name = "agent-identities") =>
  (template.resource(dcr, { name }).data_flow as unknown as { output_stream: string }[]).map(
    (flow) => flow.output_stream,
  );

test("all are off unless the tenant says otherwise, and off means off", () => {
  const off = Object.fromEntries(vocabulary.featureNames.map((name) => [name, false]));
  expect(synthesized({ ...tenant, features: off }).text).toBe(plain.text);
  expect(plain.find("azapi_resource", { type: /workspaces\/tables@/ }).size).toBe(0);
  expect(plain.find(dcr).size).toBe(3);
  expect(outputs(plain).filter((name) => name.startsWith("Microsoft-"))).toEqual([]);
});

test("protocolArchive adds the Auxiliary table and what flows into it", () => {
  const template = withFeatures("protocolArchive");
  expect(template.resource("azapi_resource", { type: /workspaces\/tables@/ })).toMatchObject({
    name: "AgentProtocol_CL",
    body: { properties: { plan: "Auxiliary" } },
  });
  expect(outputs(template).filter((name) => name === "Custom-AgentProtocol_CL")).toHaveLength(2);
});

test("nothing is written to ASIM's own table, which takes no rows", () => {
  expect(withFeatures(...vocabulary.featureNames).text).not.toContain('ASimAgentEventLogs"');
});

test("classicFreeze adds the playbook that freezes classic agents", () => {
  const classic = { name: "agentid-freeze-classic-agent" };
  expect(plain.find("azapi_resource", classic).size).toBe(0);
  expect(withFeatures("classicFreeze").find("azapi_resource", classic).size).toBe(1);
});

test("everything together still fits into the rule with the most flows", () => {
  expect(outputs(withFeatures(...vocabulary.featureNames), "agent-identities-intake")).toHaveLength(6);
});

test("graphReadFilter makes the workspace's transform and links it, without a circle", () => {
  const template = withFeatures("graphReadFilter");
  const rule = template.address(dcr, { kind: "WorkspaceTransforms" });
  const workspace = template.address("azurerm_log_analytics_workspace");
  expect(template.resource(dcr, { kind: "WorkspaceTransforms" })).toMatchObject({
    data_flow: [{ streams: ["Microsoft-Table-MicrosoftGraphActivityLogs"] }],
    destinations: { log_analytics: [{ workspace_resource_id: `\${${workspace}.id}` }] },
  });
  expect(template.resource("azapi_update_resource")).toMatchObject({
    resource_id: `\${${workspace}.id}`,
    body: { properties: { defaultDataCollectionRuleResourceId: `\${${rule}.id}` } },
  });
  expect(template.resource("azurerm_log_analytics_workspace")).toMatchObject({
    lifecycle: { ignore_changes: ["data_collection_rule_id"] },
  });
});

describe("entraDiagnostics", () => {
  const governed = (changes: object) =>
    synthesized({ ...tenant, features: { entraDiagnostics: true }, ...changes }, "fabrikam-governance");

  test("is a stack of its own with a state of its own, and nothing of it is in the other", () => {
    const template = governed({});
    expect(template.types).toEqual(["azurerm_monitor_aad_diagnostic_setting"]);
    expect(template.settings.terraform).toMatchObject({
      backend: { local: { path: "terraform.fabrikam-governance.tfstate" } },
    });
    expect(withFeatures("entraDiagnostics").text).toBe(plain.text);
  });

  test("sends what rules read to the tenant's workspace", () => {
    const setting = governed({}).resource("azurerm_monitor_aad_diagnostic_setting");
    expect(setting.log_analytics_workspace_id).toBe(
      `/subscriptions/${tenant.subscriptionId}/resourceGroups/rg-soc/providers/Microsoft.OperationalInsights/workspaces/law-soc`,
    );
    const categories = (setting.enabled_log as unknown as { category: string }[]).map(({ category }) => category);
    // It has a setting and a role of its own, and would make this one fail.
    expect(categories).not.toContain("CustomSecurityAttributeAuditLogs");
    expect(categories).toEqual(
      expect.arrayContaining([
        "AuditLogs",
        "ServicePrincipalSignInLogs",
        "MicrosoftGraphActivityLogs",
        "AgentRiskEvents",
      ]),
    );
  });

  test("names a workspace that exists by its own id", () => {
    const existingWorkspaceId =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/w";
    expect(
      governed({ workspace: { existingWorkspaceId } }).resource("azurerm_monitor_aad_diagnostic_setting"),
    ).toMatchObject({ log_analytics_workspace_id: existingWorkspaceId });
  });

  test("there is no such stack without it", () => {
    expect(() => synthesized(tenant, "fabrikam-governance")).toThrow(/ENOENT/);
  });
});

test("attributeDiagnostics is a setting of its own kind in the stack for the tenant", () => {
  const template = synthesized({ ...tenant, features: { attributeDiagnostics: true } }, "fabrikam-governance");
  expect(template.types).toEqual(["azapi_resource"]);
  expect(template.resource("azapi_resource")).toMatchObject({
    type: expect.stringMatching(/^microsoft\.aadcustomsecurityattributesdiagnosticsettings\/diagnosticSettings@/),
    parent_id: "/",
    schema_validation_enabled: false,
    body: { properties: { logs: [{ category: "CustomSecurityAttributeAuditLogs", enabled: true }] } },
  });
});
