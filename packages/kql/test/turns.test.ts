import { setTimeout } from "node:timers/promises";
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
