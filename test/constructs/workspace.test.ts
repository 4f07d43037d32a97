import { CustomTable, SentinelWorkspace } from "../../lib/constructs";
import { existingWorkspace, existingWorkspaceId, newWorkspace, place, table } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";

const law = "azurerm_log_analytics_workspace";
const onboarding = "azurerm_sentinel_log_analytics_workspace_onboarding";

describe("a new workspace", () => {
  const template = synthesizeBare((stack) => {
    const workspace = newWorkspace(stack);
    new CustomTable(stack, "table", { workspace, table });
  });

  test("signs in with Entra only, keeps 90 days and leaves a workspace transform's link alone", () => {
    expect(template.resource(law)).toMatchObject({
      name: "law-soc",
      location: "westeurope",
      resource_group_name: "rg-soc",
      retention_in_days: 90,
      local_authentication_enabled: false,
      lifecycle: { ignore_changes: ["data_collection_rule_id"] },
    });
  });

  test("has Sentinel on it", () => {
    expect(template.resource(onboarding).workspace_id).toBe(`\${${template.address(law)}.id}`);
  });

  test("takes another retention", () => {
    const other = synthesizeBare((stack) => {
      new SentinelWorkspace(stack, "w", { ...place, name: "law-soc", retentionInDays: 180 });
    });
    expect(other.resource(law)).toMatchObject({ retention_in_days: 180 });
  });
});

describe("protection", () => {
  const protectedTypes = [law, onboarding, "azurerm_log_analytics_workspace_table_custom_log"];
  test.each([
    ["by default", undefined, true],
    ["protect: true", true, true],
    ["protect: false", false, false],
  ])("%s", (_name, protect, expected) => {
    const template = synthesizeBare((stack) => {
      const workspace = new SentinelWorkspace(stack, "w", { ...place, name: "law-soc", protect });
      new CustomTable(stack, "table", { workspace, table, protect });
    });
    for (const type of protectedTypes) {
      expect(template.resource(type)).toMatchObject({ lifecycle: { prevent_destroy: expected } });
    }
  });
});

describe("an existing workspace", () => {
  test("adds nothing of its own, and its children name it by id", () => {
    const template = synthesizeBare((stack) => {
      const workspace = existingWorkspace(stack);
      new CustomTable(stack, "table", { workspace, table });
    });
    expect(template.types).toEqual(["azurerm_log_analytics_workspace_table_custom_log"]);
    expect(template.resource("azurerm_log_analytics_workspace_table_custom_log").workspace_id).toBe(
      existingWorkspaceId,
    );
  });

  test.each([
    ["neither name nor id", {}],
    ["both name and id", { name: "law-soc", existingWorkspaceId }],
  ])("%s is refused", (_name, config) => {
    expect(() => synthesizeBare((stack) => new SentinelWorkspace(stack, "w", { ...place, ...config }))).toThrow(
      /workspace w: give .*name.*existingWorkspaceId/,
    );
  });
});
