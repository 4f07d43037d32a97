import { vocabulary } from "../../lib/content";
import { betweenMarkers } from "../../tools/privileges/between-markers";
import { needsOf } from "../../tools/privileges/needs";
import { parts } from "../../tools/privileges/parts";
import { stackOf } from "../../tools/privileges/stack";
import { everything } from "../constructs/support/everything";
import { synthesized } from "../constructs/support/synth";

const needsIn = (name: string) => needsOf(stackOf(synthesized(everything, name).text));
const main = needsIn(everything.name);
const governance = needsIn(`${everything.name}-governance`);
const rights = (needs: typeof main) => needs.map(({ right, scope }) => `${right} on ${scope}`).sort();

test("the stack of the workspace takes nothing of the whole tenant", () => {
  expect(rights(main)).toEqual([
    "Contributor on the resource group",
    "Contributor on the subscription",
    "Network Contributor on the collector's subnet",
    "Role Based Access Control Administrator on each group of `response.workflowScopes`",
    "Role Based Access Control Administrator on the resource group",
    "Storage Blob Data Contributor on the collector's packages",
    "User Access Administrator on each group of `response.workflowScopes`",
  ]);
});

test("the stack for the tenant takes roles of Entra and permissions of Graph", () => {
  expect(rights(governance).map((right) => right.split(" on ")[0])).toEqual(
    expect.arrayContaining([
      "Attribute Log Administrator",
      "Security Administrator",
      "AppRoleAssignment.ReadWrite.All",
      "CustomSecAttributeDefinition.ReadWrite.All",
      "Policy.ReadWrite.ConditionalAccess",
    ]),
  );
});

test("every feature and every policy has a row", () => {
  const names = parts.map(({ name }) => name);
  for (const feature of vocabulary.featureNames) expect(names).toContain(`\`${feature}\``);
  for (const policy of vocabulary.governancePolicyNames) expect(names).toContain(`\`governance.${policy}\``);
});

test("what is not known is not passed over", () => {
  const stack = (text: object) => () => needsOf(stackOf(JSON.stringify(text)));
  expect(stack({ resource: { azurerm_key_vault: { vault: {} } } })).toThrow(
    /azurerm_key_vault.vault takes is not known/,
  );
  expect(stack({ resource: { msgraph_resource: { r: { url: "users" } } } })).toThrow(
    /writing users takes is not known/,
  );
  expect(stack({ data: { azurerm_key_vault: { vault: {} } } })).toThrow(/data.azurerm_key_vault/);
});

test("a page without the marks is refused, and text around them stays", () => {
  expect(betweenMarkers("a\n<!-- p -->\nold\n<!-- /p -->\nb", "p", "new")).toBe(
    "a\n<!-- p -->\n\nnew\n\n<!-- /p -->\nb",
  );
  expect(() => betweenMarkers("a", "p", "new")).toThrow(/no <!-- p -->/);
});
