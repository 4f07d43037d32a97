import { compile } from "../src";
import type { Bench } from "./harness";
import { chanceBench, queries } from "./set-queries";
import { chance, chanceRuns, differences } from "./sets";

let bench: Bench;
beforeAll(async () => {
  bench = await chanceBench();
});
afterAll(() => bench.close());

test.each(Object.entries(queries))("many runs in one statement give what each gives alone: %s", async (name, query) => {
  const set = chanceRuns(["Events", "Others"], chance(name));
  expect(await differences(bench.analyzer, bench.database, query, set)).toEqual([]);
});

test("runs that see nothing have no rows, and none is left out", async () => {
  const query = compile(bench.analyzer.analyze("Events | project Agent"), { forSet: true });
  const runs = [new Date("2020-01-01T00:00:00Z"), new Date("2020-01-01T01:00:00Z")];
  const windows = { Events: [{ column: "TimeGenerated", from: -3_600_000, to: 0 }] };
  const results = await bench.database.querySet(query, { runs, step: 3_600_000, windows });
  expect(results.map(({ rows }) => rows.length)).toEqual([0, 0]);
  expect(await bench.database.querySet(query, { runs: [], step: 3_600_000, windows })).toEqual([]);
});

test.each([
  [
    "columns that depend on the data",
    "_GetWatchlist('Allowed') | extend Bag = bag_pack(Item, 1) | project Bag | evaluate bag_unpack(Bag)",
  ],
  ["a search of several tables", "search in (Events, Others) 'x'"],
])("what cannot run for many at once is refused, by name: %s", (name, query) => {
  const analysis = bench.analyzer.analyze(query);
  expect(() => compile(analysis, { forSet: true })).toThrow(/for many runs at once/);
  expect(name && compile(analysis)).toBeDefined();
});
