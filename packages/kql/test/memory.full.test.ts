import { compile, KqlAnalyzer, KqlDatabase } from "../src";

const schema = {
  name: "T",
  columns: [
    { name: "Id", type: "long" as const },
    { name: "Name", type: "string" as const },
  ],
};
const analyzer = new KqlAnalyzer({ tables: [schema] });
/** Lists of texts, for each run anew. */
const hungry = compile(
  analyzer.analyze(
    "T | summarize Names = make_list(strcat(Name, now()), 1000000) by Id % 50 | summarize sum(array_length(Names))",
  ),
  { forSet: true },
);
const start = Date.parse("2026-03-02T00:00:00Z");
const setOf = (count: number) => ({
  runs: Array.from({ length: count }, (_, i) => new Date(start + i * 60_000)),
  step: 60_000,
  windows: {},
});

let database: KqlDatabase;
beforeAll(async () => {
  database = await KqlDatabase.open();
  await database.createTable(schema);
  await database.insert(
    "T",
    Array.from({ length: 40_000 }, (_, Id) => ({ Id, Name: `a name that is no short one ${Id}` })),
  );
});
afterAll(() => database.close());

test("memory that statements of many sizes have used is given back", async () => {
  const before = process.memoryUsage.rss();
  let most = 0;
  for (const count of [40, 7, 60, 13, 90, 3]) {
    await database.querySet(hungry, setOf(count));
    most = Math.max(most, database.peak() - before);
  }
  expect(most).toBeGreaterThan(300e6);
  expect(process.memoryUsage.rss() - before).toBeLessThan(most / 2);
});

test("a set that grows beyond what it may is stopped, and the limit is named; a smaller one runs", async () => {
  await expect(database.querySet(hungry, setOf(200), 0, 200e6)).rejects.toMatchObject({
    name: "KqlRuntimeError",
    reason: "memory",
    message: expect.stringMatching(/^the query needed more than its memory limit of 200MB: T \| summarize Names/),
  });
  expect(await database.querySet(hungry, setOf(2), 0, 200e6)).toMatchObject([
    { rows: [[40_000]] },
    { rows: [[40_000]] },
  ]);
});
