import { setTimeout } from "node:timers/promises";
import { compile } from "../src";
import { Bench } from "./harness";

test("rows that come in while a query calls functions of this thread wait for it, and nothing waits for ever", async () => {
  const bench = await Bench.open({ tables: [{ name: "T", columns: [{ name: "n", type: "long" }] }] });
  try {
    const calls =
      "range n from 1 to 40000 step 1 | where isnotempty(tostring(parse_url(strcat('https://a.example/', n)))) | count";
    const query = bench.rows(calls);
    await setTimeout(60);
    const rows = Array.from({ length: 5000 }, (_, n) => ({ n }));
    const inserted = Promise.all([1, 2].map(() => bench.database.insert("T", rows)));
    expect(await query).toEqual([[40_000]]);
    expect((await inserted).map((report) => report.inserted)).toEqual([5000, 5000]);
    expect(await bench.rows("T | count")).toEqual([[10_000]]);
  } finally {
    bench.close();
  }
});

test("rows come into a table in the other lane meanwhile, and the table takes the place of the one that was read", async () => {
  const columns = [{ name: "n", type: "long" }] as const;
  const bench = await Bench.open({ tables: ["Source", "Kept"].map((name) => ({ name, columns })) });
  const { database } = bench;
  const rows = (from: number) => Array.from({ length: 5000 }, (_, n) => ({ n: from + n }));
  const transform = compile(
    bench.analyzer.analyze("Source | where isnotempty(tostring(parse_url(strcat('https://a.example/', n))))"),
  );
  try {
    await database.insert("Source", rows(0));
    for (let turn = 1; turn <= 4; turn++) {
      const kept = database.insertFromQuery("Kept", transform, { now: new Date(0) });
      await database.createTable({ name: "Next", columns }, 1);
      await database.insert("Next", rows(5000 * turn), { lane: 1 });
      expect(await kept).toEqual({ rows: 5000 });
      await database.renameTable("Next", "Source");
    }
    expect(await bench.rows("Kept | summarize count(), dcount(n), max(n)")).toEqual([[20_000, 20_000, 19_999]]);
    expect(await bench.rows("Source | summarize min(n), max(n)")).toEqual([[20_000, 24_999]]);
    await expect(database.insert("Next", rows(0))).rejects.toThrow("there is no table Next");
    await database.renameTable("Kept", "SOURCE");
    expect((await database.insert("SOURCE", rows(0))).inserted).toBe(5000);
    expect(await bench.rows("Source | summarize min(n), max(n)")).toEqual([[20_000, 24_999]]);
  } finally {
    bench.close();
  }
});
