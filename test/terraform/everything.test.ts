import { vocabulary } from "../../lib/content";
import { readWorkspace } from "../../lib/emulator";
import { everything } from "../constructs/support/everything";
import { synthesized } from "../constructs/support/synth";
import { shipped } from "../shared/content";
import { stackOf } from "../shared/stacks";

const stacks = [everything.name, `${everything.name}-governance`].map((name) => synthesized(everything, name));
const [main, governance] = stacks as [(typeof stacks)[0], (typeof stacks)[0]];

test("the tenant switches everything on that can be", () => {
  const { features = {}, governance: policies = {} } = everything;
  expect(
    Object.keys(features)
      .filter((name) => features[name as vocabulary.Feature])
      .sort(),
  ).toEqual([...vocabulary.featureNames].sort());
  expect(vocabulary.governancePolicyNames.filter((name) => !policies[name])).toEqual([]);
});

test("nothing of it is protected, but what Entra cannot delete", () => {
  const guarded = stacks.flatMap((stack) =>
    stack.types.flatMap((type) => [...stack.find(type, { lifecycle: { prevent_destroy: true } }).keys()]),
  );
  for (const address of guarded) expect(address).toMatch(/^msgraph_resource\.attributeSet/);
});

test("every provider's releases are bounded, and the lock file is left to who deploys", () => {
  const { required_providers } = main.settings.terraform as unknown as {
    required_providers: Record<string, { version: string }>;
  };
  expect(Object.fromEntries(Object.entries(required_providers).map(([name, { version }]) => [name, version]))).toEqual({
    azurerm: ">= 4.77.0, < 6.0.0",
    azapi: "~> 2.9",
    time: "~> 0.13",
  });
});

test("what azurerm 5 removed is not used", () => {
  const removed =
    /"(storage_container_name|local_authentication_disabled|internet_ingestion_enabled|internet_query_enabled|retention_policy)"/;
  for (const { text } of stacks) expect(text).not.toMatch(removed);
  for (const { log_analytics_workspace_id, metric } of main.find("azurerm_monitor_diagnostic_setting").values()) {
    expect(log_analytics_workspace_id).toBeDefined();
    expect(metric).toBeUndefined();
  }
});

test("data collection rules stay within ten flows and ten streams", () => {
  const rules = [...main.find("azurerm_monitor_data_collection_rule").values()];
  expect(rules.length).toBeGreaterThan(6);
  for (const { data_flow, stream_declaration } of rules)
    for (const list of [data_flow, stream_declaration ?? []])
      expect((list as unknown[]).length).toBeLessThanOrEqual(10);
});

test("it is read back as a workspace that has everything", () => {
  const workspace = readWorkspace(stackOf(everything));
  expect(workspace.rules).toHaveLength(shipped.detections.length);
  expect(workspace.dataCollectionRules.length).toBeGreaterThan(5);
});

test("what concerns the whole tenant is in a stack of its own", () => {
  expect(governance.types).toEqual(
    expect.arrayContaining(["azurerm_monitor_aad_diagnostic_setting", "azapi_resource", "msgraph_resource"]),
  );
  expect(main.types).not.toContain("msgraph_resource");
});
