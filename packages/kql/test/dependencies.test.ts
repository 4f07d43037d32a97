import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { bindingKey, boundSchemaKey, dependenciesOf, dependencyKey, type KqlSchema, schemaKey } from "../src";

const column = { name: "X", type: "string" } as const;
const table = (name: string) => ({ name, columns: [column] });
const schema: KqlSchema = {
  tables: [table("Alpha"), table("Beta"), table("Gamma"), table("odd-name")],
  functions: [
    { name: "Direct", body: "Alpha | where X != ''" },
    { name: "Indirect", parameters: "(n:string='x')", body: "Direct() | join (Beta) on X" },
    { name: "Again", body: "Again() | union Gamma" },
    { name: "Listed", parameters: "(name:string)", body: "_GetWatchlist(name)" },
    { name: "All", body: "union * | take 1" },
  ],
  lookups: [
    { functionName: "_GetWatchlist", common: [column], variants: { Agents: [column], Zones: [], "two-words": [] } },
  ],
};

function names(text: string): string {
  const { tables, functions = [], lookups = [] } = dependenciesOf(text, schema);
  const variants = lookups.flatMap((lookup) => Object.keys(lookup.variants).map((name) => `*${name}`));
  return [...tables.map(({ name }) => name), ...functions.map(({ name }) => name), ...variants].join(" ");
}

test.each([
  ["print 1", ""],
  ["Alpha | take 1", "Alpha"],
  ["Alphabet | take 1", ""],
  ["Direct() | take 1", "Alpha Direct"],
  ["Indirect('Gamma')", "Alpha Beta Gamma Direct Indirect"],
  ["Again", "Gamma Again"],
  ['table("Beta")', "Beta"],
  ["['odd-name'] | take 1", "odd-name"],
  ["Beta // unlike Alpha, search * and find it", "Alpha Beta"],
  ["Beta | where X == 'union *'", "Beta"],
  ["_GetWatchlist('Agents')", "*Agents"],
  ["_GetWatchlist('two-words')", "*two-words"],
  ["Listed('Zones')", "Listed *Zones"],
  ['let n = "Agents"; _GetWatchlist(n)', "*Agents"],
  ["_GetWatchlist(strcat('Ag', 'ents'))", "*Agents *Zones *two-words"],
  ["union Alpha, (Beta | summarize arg_max(X, *) | extend Y = 2 * 3)", "Alpha Beta"],
  ["union isfuzzy=true Alpha, Beta | summarize count(), arg_max(X, *) by Y", "Alpha Beta"],
])("%s depends on: %s", (text, expected) => {
  expect(names(text)).toBe(expected);
});

test.each([
  "search 'x'",
  "Alpha | union Be*",
  "union * | take 1",
  "union isfuzzy=true withsource=T *",
  "union (A*), Beta",
  "union(Al*, Beta)",
  "let x = toscalar(union Al* | count); print x",
  "Alpha | join kind=inner (union Be*) on X",
  "find where X == 1",
  "let t = 'Alpha'; table(t)",
  "table(strcat('Al', 'pha'))",
  "All | take 1",
  "union Alpha | where X == 'not closed",
])("%s depends on everything", (text) => {
  expect(dependenciesOf(text, schema)).toBe(schema);
  expect(dependencyKey(text, schema)).toBe(schemaKey(schema));
});

/** The schema with one thing changed. */
const changes = {
  table: { ...schema, tables: schema.tables.map((one) => (one.name === "Beta" ? { ...one, columns: [] } : one)) },
  function: {
    ...schema,
    functions: schema.functions!.map((one) => (one.name === "Direct" ? { ...one, body: "Alpha" } : one)),
  },
  watchlist: {
    ...schema,
    lookups: schema.lookups!.map((one) => ({ ...one, variants: { ...one.variants, Zones: [column] } })),
  },
  "new table": { ...schema, tables: [...schema.tables, table("Delta")] },
};

test.each([
  ["table", ["Beta", "Indirect()", "union *"], ["Alpha", "Direct()", "_GetWatchlist('Zones')"]],
  ["function", ["Direct()", "Indirect()", "union *"], ["Alpha", "Beta", "Again", "_GetWatchlist('Zones')"]],
  ["watchlist", ["_GetWatchlist('Zones')", "Listed('Zones')", "union *"], ["Alpha", "_GetWatchlist('Agents')"]],
  ["new table", ["Delta | take 1", "union isfuzzy=true Alpha, Delta", "union *"], ["Alpha", "Indirect()"]],
] as const)("a changed %s changes the keys of what mentions it, and no other", (what, affected, others) => {
  for (const text of affected)
    expect([text, dependencyKey(text, changes[what])]).not.toEqual([text, dependencyKey(text, schema)]);
  for (const text of others)
    expect([text, dependencyKey(text, changes[what])]).toEqual([text, dependencyKey(text, schema)]);
});

/** A function of this body, and one that calls it. */
const listing = (body: string): KqlSchema => ({
  tables: [],
  functions: [
    { name: "List", body },
    { name: "Caller", body: "List() | take 1" },
  ],
});
const bound = (body: string) => bindingKey("Caller", listing(body));

test("to what a query binds, values of a list make no difference, and its columns do", () => {
  const list =
    'datatable(Id: string, N: long, At: datetime) [\n  "a]\\"b", -1, datetime(2026-03-01),\n  "c", 2.5, null\n]';
  expect(bound(`${list.slice(0, -2)}, "d", 3, datetime(null)\n]`)).toBe(bound(list));
  expect(bound(list.replace("long", "int"))).not.toBe(bound(list));
  const others = listing(list.replace('"c"', '"d"'));
  expect(boundSchemaKey(others)).toBe(boundSchemaKey(listing(list)));
  expect(schemaKey(others)).not.toBe(schemaKey(listing(list)));
  expect(boundSchemaKey(listing(list.replace("long", "int")))).not.toBe(boundSchemaKey(listing(list)));
  expect(bindingKey("union *", others)).toBe(boundSchemaKey(others));
  expect(dependencyKey("Caller", listing(list.replace('"c"', '"d"')))).not.toBe(dependencyKey("Caller", listing(list)));
});

test.each([
  [
    "something follows",
    'datatable(Id: string) ["a"] | project X = dynamic([1])[0]',
    'datatable(Id: string) ["a"] | project Y = dynamic([1])[0]',
  ],
  ["a statement comes before", 'let x = 1; datatable(Id: string) ["a"]', 'let x = 1; datatable(Id: string) ["b"]'],
  [
    "values have shapes of their own",
    'datatable(D: dynamic) [dynamic({"a": 1})]',
    'datatable(D: dynamic) [dynamic({"b": 1})]',
  ],
  ["it does not end", `datatable(Id: string) [${"1".repeat(40)} "a"`, `datatable(Id: string) [${"1".repeat(40)} "b"`],
])("a body is no list where %s", (_, body, other) => {
  expect(bound(other)).not.toBe(bound(body));
});

test("keys are the same for equal schemas", () => {
  expect(dependencyKey("Indirect()", structuredClone(schema))).toBe(dependencyKey("Indirect()", schema));
});

test("the language service is not loaded for it", () => {
  const script = `
    const { dependencyKey } = require("./dependencies.ts");
    dependencyKey("Alpha", { tables: [] });
    process.stdout.write(String(Object.keys(require.cache).some((file) => file.includes("@kusto"))));`;
  const args = ["--require", "tsx/cjs", "--eval", script];
  const cwd = join(__dirname, "../src/language");
  expect(execFileSync(process.execPath, args, { cwd, encoding: "utf8" })).toBe("false");
});
