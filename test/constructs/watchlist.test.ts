import { Watchlist } from "../../lib/constructs";
import { newWorkspace, watchlist } from "./support/fixtures";
import { synthesizeBare } from "./support/synth";
import type { Template } from "./support/template";

const list = "azurerm_sentinel_watchlist";
const item = "azurerm_sentinel_watchlist_item";

type Items = readonly Readonly<Record<string, string>>[];

function synthesizeList(own: Items, items: Items = [], spec = watchlist): Template {
  return synthesizeBare((stack) => {
    const withOwn = { ...spec, items: own.map((i) => ({ ...i })) };
    new Watchlist(stack, "list", { workspace: newWorkspace(stack), watchlist: withOwn, items });
  });
}

test("waits for Sentinel, is found by alias and searched by its key", () => {
  const template = synthesizeList([]);
  const sentinel = template.address("azurerm_sentinel_log_analytics_workspace_onboarding");
  expect(template.resource(list)).toMatchObject({
    name: "Things",
    item_search_key: "Id",
    log_analytics_workspace_id: `\${${sentinel}.workspace_id}`,
  });
  expect(template.find(item).size).toBe(0);
});

test("items of the content and of the tenant have every column", () => {
  const template = synthesizeList([{ Id: "1", Owner: "ada" }], [{ Id: "2" }]);
  expect([...template.find(item).values()].map((i) => i.properties)).toEqual(
    expect.arrayContaining([
      { Id: "1", Owner: "ada" },
      { Id: "2", Owner: "" },
    ]),
  );
  expect(template.resource(item, { properties: { Id: "1" } }).watchlist_id).toBe(`\${${template.address(list)}.id}`);
});

test("an item keeps its name when other columns change or items move, so that nothing is replaced", () => {
  const nameOf = (template: Template) => template.address(item, { properties: { Id: "1" } });
  const before = synthesizeList([{ Id: "1", Owner: "ada" }, { Id: "2" }]);
  const after = synthesizeList([{ Id: "2" }, { Id: "1", Owner: "grace" }]);
  expect(nameOf(after)).toBe(nameOf(before));
  expect(before.resource(item, { properties: { Id: "1" } }).name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-/);
});

test("two items with one key are refused; which columns are the key is the watchlist's to say", () => {
  expect(() => synthesizeList([{ Id: "1" }], [{ Id: "1", Owner: "x" }])).toThrow('two items for Id "1"');
  const exceptions = {
    ...watchlist,
    itemKey: ["Id", "DetectionId"] as [string, ...string[]],
    columns: [...watchlist.columns, { name: "DetectionId", description: "from what" }],
  };
  const two = synthesizeList([{ Id: "1", DetectionId: "AIC-001" }], [{ Id: "1", DetectionId: "AIC-046" }], exceptions);
  expect(two.find(item).size).toBe(2);
  expect(() =>
    synthesizeList([{ Id: "1", DetectionId: "AIC-001" }], [{ Id: "1", DetectionId: "AIC-001" }], exceptions),
  ).toThrow("has two items");
});

test("more than 100 items are refused", () => {
  const items = (count: number) => Array.from({ length: count }, (_, i) => ({ Id: String(i) }));
  expect(synthesizeList(items(100)).find(item).size).toBe(100);
  expect(() => synthesizeList(items(101))).toThrow("keep at most 100 in code");
});
