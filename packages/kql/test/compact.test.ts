import { compile, KqlAnalyzer, KqlDatabase } from "../src";
import { LocalEngine } from "../src/run/local-engine";

const schema = {
  name: "T",
  columns: [
    { name: "TimeGenerated", type: "datetime" as const },
    { name: "Name", type: "string" as const },
    { name: "Bag", type: "dynamic" as const },
  ],
};
const analyzer = new KqlAnalyzer({ tables: [schema] });
const start = Date.parse("2026-03-02T00:00:00Z");
const rows = Array.from({ length: 20_000 }, (_, i) => ({
  TimeGenerated: new Date(start + i * 1000).toISOString(),
  Name: `an agent whose name is no short one ${i % 7}`,
  Bag: { kind: `kind ${i % 3}` },
}));
const text = "T | extend Kind = tostring(Bag.kind) | summarize n = count(), newest = max(TimeGenerated) by Name, Kind";

test("compacted rows are the same to every lane, and more come in beside them", async () => {
  const plain = await KqlDatabase.open();
  const compressed = await KqlDatabase.open({ compressed: true });
  const [query, set] = [false, true].map((forSet) => compile(analyzer.analyze(text), { forSet, totalOrder: true }));
  const now = new Date(start + 20_000_000);
  const runs = { runs: [0, 2, 3].map((n) => new Date(start + n * 3_600_000)), step: 3_600_000, windows: {} };
  const answers = async (database: KqlDatabase) => [
    await database.query(query!, { now }),
    await database.query(query!, { now }, 1),
    await database.querySet(set!, runs),
    await database.querySet(set!, runs, 1),
  ];
  try {
    for (const database of [plain, compressed]) {
      await database.createTable(schema);
      await database.insert("T", rows);
      await database.compact();
    }
    expect(await answers(compressed)).toEqual(await answers(plain));
    for (const database of [plain, compressed]) await database.insert("T", rows.slice(0, 5));
    const after = await answers(compressed);
    expect(after).toEqual(await answers(plain));
    expect(after[0]).toMatchObject({ rows: expect.arrayContaining([expect.arrayContaining([rows[0]!.Name])]) });
    expect(await compressed.extent("T")).toMatchObject({ rows: 20_005 });
  } finally {
    plain.close();
    compressed.close();
  }
});

test("compacted rows take a fraction of the memory", async () => {
  const engine = await LocalEngine.open({ compressed: true });
  const bytes = async () =>
    Number((await engine.columns("SELECT sum(memory_usage_bytes) FROM duckdb_memory()"))[0]![0]);
  try {
    await engine.run("CREATE TABLE t (name VARCHAR, place BIGINT)");
    const names = rows.map(({ Name }) => Name);
    for (let i = 0; i < 20; i++)
      await engine.append("t", [{ name: "name", type: "string" }], [names, names.map((_, place) => BigInt(place))]);
    const before = await bytes();
    await engine.compact();
    expect(await bytes()).toBeLessThan(before / 3);
  } finally {
    engine.close();
  }
});

test("a file is compact by itself", async () => {
  await expect(KqlDatabase.open({ compressed: true, path: "rows.duckdb" })).rejects.toThrow("leave out compressed");
});
