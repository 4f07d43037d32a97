import { vocabulary } from "../../lib/content";
import { shipped, tenant } from "./support/fixtures";
import { synthesized } from "./support/synth";

/** What azurerm refuses on its own, which a schema does not tell. */
const features = Object.fromEntries(vocabulary.featureNames.map((name) => [name, true]));
const sentinelServicePrincipalObjectId = "44444444-4444-4444-8444-444444444444";
const template = synthesized({ ...tenant, features, sentinelServicePrincipalObjectId });
const azurerm = template.types.filter((type) => type.startsWith("azurerm_"));

test("no tag's value is longer than 256 bytes", () => {
  const values = azurerm.flatMap((type) =>
    [...template.find(type)].flatMap(([address, { tags }]) =>
      Object.entries((tags ?? {}) as Record<string, string>).map(([key, value]) => ({ address, key, value })),
    ),
  );
  expect(values.length).toBeGreaterThan(shipped.hunting.length);
  for (const { address, key, value } of values) {
    expect([address, key, Buffer.byteLength(value) <= 256]).toEqual([address, key, true]);
    expect([address, key, value]).not.toEqual([address, key, ""]);
  }
});

test("every automation rule changes the incident or runs a playbook; adding tasks is not enough", () => {
  const rules = template.find("azurerm_sentinel_automation_rule");
  expect(rules.size).toBeGreaterThan(0);
  for (const [address, { action_incident, action_playbook }] of rules)
    expect([address, action_incident ?? action_playbook]).toEqual([address, expect.anything()]);
});
