import { ResourceGroup } from "../../lib/constructs/cdktf";
import { stableId } from "../../lib/constructs/stable-id";
import { vocabulary } from "../../lib/content";
import { subscriptionId, tenant } from "./support/fixtures";
import { synthesizeBare, synthesized } from "./support/synth";

test("an id follows from what a thing is called, and never from what Terraform resolves", () => {
  expect(stableId("a", "b")).toBe(stableId("a", "b"));
  expect(stableId("a", "b")).not.toBe(stableId("a", "c"));
  synthesizeBare((stack) => {
    const group = new ResourceGroup(stack, "group", { name: "rg", location: "westeurope" });
    expect(() => stableId("a", group.name)).toThrow(/what Terraform resolves/);
  });
});

test("an id that is deployed stays, and parts do not run together", () => {
  expect(stableId("a", "b")).toBe("10945c77-9542-5acb-a521-6eb4e6866f7f");
  expect(stableId("a", "bc")).not.toBe(stableId("ab", "c"));
});

describe("the ids of what is granted", () => {
  const response = { workflowScopes: [`/subscriptions/${subscriptionId}/resourceGroups/rg-agents`] };
  const features = Object.fromEntries(vocabulary.featureNames.map((name) => [name, true]));
  const ids = (changes: Partial<typeof tenant>) => {
    const template = synthesized({ ...tenant, response, ...changes });
    return new Map([
      ...[...template.find("azurerm_role_definition")].map(([at, one]) => [at, one.role_definition_id] as const),
      ...[...template.find("azurerm_role_assignment")].map(([at, one]) => [at, one.name] as const),
    ]);
  };
  const plain = ids({});

  test("are the same whatever else is switched on", () => {
    const more = ids({ features });
    expect([...plain].map(([at]) => [at, more.get(at)])).toEqual([...plain]);
  });

  test("are others in another resource group: Azure takes the id of a grant once", () => {
    const there = ids({ resourceGroup: { name: "rg-other" } });
    expect([...there.values()].filter((id) => [...plain.values()].includes(id))).toEqual([]);
  });
});
