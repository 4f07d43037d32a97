import { LocalEngine } from "../src/run/local-engine";
import { Bench } from "./harness";

const read = "SELECT current_setting('disabled_optimizers')";

test("few rows are planned without DuckDB's costlier optimizers, many with all of them", async () => {
  const engine = await LocalEngine.open();
  try {
    await engine.run("CREATE TABLE t (n BIGINT, a BIGINT)");
    const rows = (count: number) => [Array.from({ length: count }, (_, n) => BigInt(n)), Array(count).fill(0n)];
    await engine.append("t", [{ name: "n", type: "long" }], rows(19_999));
    expect(await engine.columns(read)).toEqual([[expect.stringContaining("join_order")]]);
    await engine.append("t", [{ name: "n", type: "long" }], rows(1));
    expect(await engine.columns(read)).toEqual([[""]]);
  } finally {
    engine.close();
  }
});

test("the same rows come of few and of many", async () => {
  const bench = await Bench.open({
    tables: [
      {
        name: "T",
        columns: [
          { name: "n", type: "long" },
          { name: "s", type: "string" },
        ],
      },
    ],
  });
  const query =
    "let Most = toscalar(T | where n < 50 | summarize max(n)); T | where n < 50 | join kind=leftouter (T | where n % 2 == 0 and n < 50 | project n, e = s) on n | summarize c = count(), m = max(Most) by e | order by e asc | take 3";
  try {
    const rows = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ n: from + i, s: `s${i % 5}` }));
    await bench.database.insert("T", rows(0, 50));
    const few = await bench.rows(query);
    await bench.database.insert("T", rows(50, 30_000));
    expect(few).toHaveLength(3);
    expect(await bench.rows(query)).toEqual(few);
  } finally {
    bench.close();
  }
});
