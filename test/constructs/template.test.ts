import { ResourceGroup } from "../../lib/constructs/cdktf";
import { differences, type Pattern } from "./support/match";
import { synthesizeBare } from "./support/synth";

describe("differences", () => {
  const actual = { a: 1, list: [{ b: "text" }, null], nested: { c: true, d: [] } };
  test.each<[string, Pattern, string[]]>([
    ["the same", { ...actual }, []],
    ["fewer keys", { nested: { c: true } }, []],
    ["a pattern of text", { list: [{ b: /^te/ }, null] }, []],
    ["an absent key", { z: undefined }, []],
    ["another value", { a: 2 }, ["a: 1 is not 2"]],
    ["a key too many", { a: undefined }, ["a: should be absent, is 1"]],
    ["a missing key", { nested: { e: 1 } }, ["nested.e: absent is not 1"]],
    ["a shorter list", { list: [{ b: "text" }] }, ["list: has 2 items, not 1"]],
    ["an item's value", { list: [{ b: /^x/ }, null] }, ['list[0].b: "text" does not match /^x/']],
    ["an object for text", { a: { b: 1 } }, ["a: 1 is not an object"]],
    ["a list for an object", { nested: [] }, ['nested: {"c":true,"d":[]} is not a list']],
  ])("%s", (_name, pattern, expected) => expect(differences(actual, pattern)).toEqual(expected));
});

describe("Template", () => {
  const template = synthesizeBare((stack) => {
    for (const name of ["a", "b"]) new ResourceGroup(stack, name, { name: `rg-${name}`, location: "westeurope" });
  });

  test("finds resources by type and by what they hold", () => {
    expect(template.types).toEqual(["azurerm_resource_group"]);
    expect(template.find("azurerm_resource_group").size).toBe(2);
    expect(template.address("azurerm_resource_group", { name: "rg-b" })).toBe("azurerm_resource_group.b");
    expect(template.resource("azurerm_resource_group", { name: /-a$/ })).toMatchObject({ name: "rg-a" });
    expect(template.find("azurerm_role_assignment").size).toBe(0);
  });

  test("says why nothing matches, or that too much does", () => {
    expect(() => template.resource("azurerm_resource_group")).toThrow("2 resources of type azurerm_resource_group");
    expect(() => template.resource("azurerm_resource_group", { name: "rg-c" })).toThrow(
      /there are 2\n {2}azurerm_resource_group\.a\n {4}name: "rg-a" is not "rg-c"/,
    );
  });
});
