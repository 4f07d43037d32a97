import { compile, KqlSemanticError, KqlUnsupportedError, sharedText, withValues } from "../src";
import { Bench, NOW } from "./harness";

const rows = [
  { Id: "agent-1", Host: "api1.fabrikam.com", Seen: "2026-01-14T08:00:00Z", Bag: { "key-1": 7 } },
  { Id: "AGENT-2", Host: "api2.fabrikam.com", Seen: "2026-01-15T08:00:00Z", Bag: { "key-2": 8 } },
  { Id: "agent-22", Host: "", Seen: "2026-01-15T09:00:00Z", Bag: {} },
];
let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open({
    tables: [
      {
        name: "T",
        columns: [
          { name: "Id", type: "string" },
          { name: "Host", type: "string" },
          { name: "Seen", type: "datetime" },
          { name: "Bag", type: "dynamic" },
        ],
      },
    ],
    functions: [
      {
        name: "Of",
        parameters: '(Wanted: string, Since: string = "2026-01-01")',
        body: "T | where Id =~ Wanted and Seen > todatetime(Since) | extend Asked = Wanted",
      },
    ],
  });
  await bench.database.insert("T", rows);
});
afterAll(() => bench.close());

/** The rows of a query by what was compiled for another one that differs in its strings; undefined where it cannot be. */
async function rowsBy(query: string): Promise<readonly (readonly unknown[])[] | undefined> {
  const { text, values } = sharedText(query);
  try {
    const filled = withValues(compile(bench.analyzer.analyze(text)), query, values);
    return filled && (await bench.database.query(filled, { now: NOW })).rows;
  } catch (error) {
    if (error instanceof KqlUnsupportedError || error instanceof KqlSemanticError) return undefined;
    throw error;
  }
}

test.each([
  'T | where Id == "agent-1" | project Id',
  'T | where Id =~ "agent-2" | project Id',
  'T | where Id != "agent-1" and Host contains "2" | project Host',
  'T | where Id in ("agent-1", "AGENT-2") | project Id',
  'T | where Id in~ ("agent-2") | project Id',
  'T | where Id startswith "agent-2" | project Id',
  'T | where Host has "api1" | project Id',
  'T | where Id has_any ("1", "22") | project Id',
  'Of("agent-2") | project Id, Asked',
  'Of("agent-1", "2026-01-14") | project Id',
  'let Wanted = "agent-22"; T | where Id == Wanted | project Id, Mine = strcat("is ", Wanted)',
  'T | extend Kind = case(Id == "agent-1", "first1", "other2") | project Kind',
  'T | where Seen > todatetime("2026-01-14T20:00:00Z") | project Id',
  'T | join kind=inner (T | where Id == "agent-1" | project Host) on Host | project Id',
  'print Parts = split("a1;b2;c3", ";"), Length = strlen("four4")',
])("%s: the same rows", async (query) => {
  const found = await rowsBy(query);
  expect(found).toEqual(await bench.rows(query));
  expect(found!.length).toBeGreaterThan(0);
});

test.each([
  ['T | where Id matches regex "agent-[1]+" | project Id', "a regular expression is no data"],
  ['T | where Id in (dynamic(["agent-1"])) | project Id', "an array is one value"],
  ['T | project Bag["key-1"]', "a key names a column"],
  ['T | extend V = extract("agent.([0-9])", 1, Id) | project V', "a pattern with a group"],
  ['T | extend V = format_datetime(Seen, "yyyy-1") | project V', "a format has to be known"],
  ['T | parse Host with "api1" Rest | project Rest', "a text to parse by"],
])("%s: as written, or not shared (%s)", async (query) => {
  const found = await rowsBy(query);
  if (found) expect(found).toEqual(await bench.rows(query));
});

test("queries that differ in ids and times only are one", () => {
  const of = (id: string, time: string) => sharedText(`Of("${id}", "${time}") | where Host has "fabrikam"`);
  const [one, other] = [of("agent-1", "2026-01-15"), of("agent-2", "2026-01-16T00:00:00Z")];
  expect(one.text).toBe(other.text);
  expect(one.text).toContain("fabrikam");
  expect(other.values).toEqual(["agent-2", "2026-01-16T00:00:00Z"]);
});

test("a text that has our own mark is left alone", () => {
  const odd = 'print "\uE0F00\uE0F0", "agent-1"';
  expect(sharedText(odd)).toEqual({ text: odd, values: [] });
});
