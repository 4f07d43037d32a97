import { compile, KqlAnalyzer, KqlDatabase } from "../src";

const columns = [
  { name: "TimeGenerated", type: "datetime" },
  { name: "Agent", type: "string" },
  { name: "Bytes", type: "long" },
] as const;
const schema = {
  tables: [{ name: "Events", columns }],
  functions: [{ name: "Limits", body: "Events | where Bytes > 1 | summarize Limit = max(Bytes) by Agent" }],
};
const analyzer = new KqlAnalyzer(schema);
const sqlOf = (text: string) => compile(analyzer.analyze(text)).template.join("?");
const times = (text: string, part: string) => text.split(part).length - 1;

let database: KqlDatabase;
beforeAll(async () => {
  database = await KqlDatabase.open();
  await database.createTable(schema.tables[0]!);
  await database.insert("Events", [
    { TimeGenerated: "2026-03-02T10:00:00Z", Agent: "a", Bytes: 5 },
    { TimeGenerated: "2026-03-02T11:00:00Z", Agent: "b", Bytes: 7 },
  ]);
});
afterAll(() => database.close());
const rows = async (text: string) =>
  (await database.query(compile(analyzer.analyze(text)), { now: new Date("2026-03-02T12:00:00Z") })).rows;

test("what a let statement stands for is written once, however often it is read", () => {
  const text = "let Big = Events | where Bytes > 4; Big | where Agent == 'a' | union (Big | where Agent == 'b')";
  expect(times(sqlOf(text), "Events")).toBe(1);
});

test("so is a function, also in a list of values", () => {
  expect(
    times(sqlOf("Limits | where Agent in (Limits | project Agent) | join kind=inner Limits on Agent"), "Events"),
  ).toBe(1);
});

test("so is a value of toscalar(), however often it is compared with", async () => {
  const text =
    "let Most = toscalar(Events | summarize max(Bytes)); Limits | where Limit == Most or Limit > Most or Limit < Most - 1 | order by Limit asc";
  expect(times(sqlOf(text), "Events")).toBe(2);
  expect(await rows(text)).toEqual([
    ["a", 5],
    ["b", 7],
  ]);
});

test("what is read once is written in its place", () => {
  expect(sqlOf("let Big = Events | where Bytes > 4; Big | count")).not.toMatch(/^WITH/);
});

test("the rows are the same", async () => {
  expect(
    await rows(
      "let Big = Events | where Bytes > 4; Big | join kind=inner Limits on Agent | where Agent in (Big | project Agent) | project Agent, Bytes, Limit | order by Agent asc",
    ),
  ).toEqual([
    ["a", 5, 5],
    ["b", 7, 7],
  ]);
});

test("what depends on chance is computed where it is read", async () => {
  const [[draws]] = (await rows(
    "let R = range i from 1 to 50 step 1 | extend r = rand(); R | join kind=inner R on i | where r == r1 | count",
  )) as [[number]];
  expect(draws).toBeLessThan(50);
});
