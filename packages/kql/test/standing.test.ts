import { compile, KqlAnalyzer, KqlDatabase, lookupStorage } from "../src";

const lookup = lookupStorage("_GetWatchlist", "Limits");
const schema = {
  tables: [
    {
      name: "Events",
      columns: [
        { name: "TimeGenerated", type: "datetime" },
        { name: "Agent", type: "string" },
        { name: "Bytes", type: "long" },
      ],
    },
  ],
  lookups: [
    {
      functionName: "_GetWatchlist",
      common: [],
      variants: {
        Limits: [
          { name: "Agent", type: "string" },
          { name: "Most", type: "string" },
        ],
      },
    },
  ],
} as const;
const analyzer = new KqlAnalyzer(schema);

const text = `
  let Sums = Events | where TimeGenerated > ago(2h) | summarize Sum = sum(Bytes) by Agent, bin(TimeGenerated, 1h);
  let Usual = Sums | summarize Usual = max(Sum) by Agent;
  Sums
  | lookup kind=leftouter (_GetWatchlist("Limits") | project Agent, Most = tolong(Most)) on Agent
  | lookup kind=leftouter Usual on Agent
  | where Sum >= coalesce(Most, 100)
  | project Agent, TimeGenerated, Sum, Usual`;
const apart = compile(analyzer.analyze(text), { forSet: true, totalOrder: true, apart: [lookup] });
const plain = compile(analyzer.analyze(text), { forSet: true, totalOrder: true });

const at = (hour: number) => new Date(Date.UTC(2026, 2, 2) + hour * 3_600_000);
const event = (hour: number, Agent: string, Bytes: number) => ({ TimeGenerated: at(hour), Agent, Bytes });

let database: KqlDatabase;
beforeEach(async () => {
  database = await KqlDatabase.open();
  await database.createTable(schema.tables[0]);
  await database.createLookup(schema.lookups[0]);
  await database.insert(
    "Events",
    Array.from({ length: 40 }, (_, i) => event(i / 4, ["a", "b", "c"][i % 3]!, (i * 7) % 60)),
  );
});
afterEach(() => database.close());

const set = (hours: readonly number[], from = -4 * 3_600_000) => ({
  runs: hours.map(at),
  step: 3_600_000,
  windows: { Events: [{ column: "TimeGenerated", from, to: 0 }] },
});
const limits = (Most: number) => database.setLookup("_GetWatchlist", "Limits", [{ Agent: "a", Most: `${Most}` }]);
const both = async (hours: readonly number[], from?: number, lane?: number) => {
  const [found, wanted] = [
    await database.querySet(apart, set(hours, from), lane),
    await database.querySet(plain, set(hours, from)),
  ];
  expect(found).toEqual(wanted);
  return found.map(({ rows }) => rows.length);
};

test("what reads no look-up is left out of the query: it is kept beside it", () => {
  expect(plain.template.join("?")).toContain("span:Events");
  expect(apart.template.join("?")).not.toContain("span:Events");
  expect(apart.standing).toHaveLength(2);
});

test("the rows are the same whatever the look-up holds", async () => {
  await limits(1);
  const many = await both([2, 3, 4, 5, 6, 7, 8]);
  await limits(1000);
  const few = await both([2, 3, 4, 5, 6, 7, 8]);
  expect(few.some((count, i) => count < many[i]!)).toBe(true);
});

test("runs that others asked for stay, further ones are added, and some may be left out", async () => {
  await limits(30);
  await both([2, 3]);
  await both([3, 4, 7]);
  await both([2, 7]);
});

test("another window sees other rows", async () => {
  await limits(0);
  await both([6, 7, 8]);
  const [wide] = await database.querySet(apart, set([8]));
  await both([6, 7, 8], -3_600_000);
  const [narrow] = await database.querySet(apart, set([8], -3_600_000));
  expect(wide!.rows.length).toBeGreaterThan(narrow!.rows.length);
});

test("rows that come in later are seen", async () => {
  await limits(30);
  const [before] = await both([8]);
  await database.insert("Events", [event(7, "d", 500)]);
  const [after] = await both([8]);
  expect(after).toBeGreaterThan(before!);
  await database.clearTable("Events");
  expect(await both([8])).toEqual([0]);
});

test("two lanes may ask for them at once", async () => {
  await limits(20);
  const [one, other] = [set([2, 3, 4, 5]), set([4, 5, 6, 7])];
  const found = await Promise.all([database.querySet(apart, one, 0), database.querySet(apart, other, 1)]);
  expect(found).toEqual([await database.querySet(plain, one), await database.querySet(plain, other)]);
});

test("rows that are too many for that are made each time, and are no matter to what comes in later", async () => {
  const agents = Array.from({ length: 9000 }, (_, i) => event(5.5, `agent-${i}`, 200));
  await database.insert("Events", agents);
  await limits(1000);
  expect(await both([6, 7])).toEqual([9000, 9000]);
  await limits(1);
  const [more] = await both([6, 7]);
  expect(more).toBeGreaterThan(9000);
  await database.insert("Events", [event(5.6, "another", 200)]);
  const [later] = await both([6, 7]);
  expect(later).toBe(more! + 1);
});
