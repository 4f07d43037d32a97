import { compile } from "../src";
import { Bench } from "./harness";

/** What anybody may write into a text, and a rule has to survive: one row of these stops no query. */
const texts = [
  ...["", "\0", "\ud800", "(", "\\", "*", '"', "'", "%E4", "\u{1F600}", "1".repeat(400), "-".repeat(50)],
  ...["NaN", "-inf", "1e999", "-0", "0x", "5.", "99999999999999999999", "-9223372036854775808"],
  ...["99999999.00:00:00", "-99999999d", "2026-13-45", "9999-12-31T23:59:59.9999999Z", "1970-01-01T25:61:61+99:99"],
  ...[
    '{"":1}',
    '{"a\\\\":1}',
    '{"*":1,"b":2}',
    '{"\\"":1}',
    '{"a":NaN}',
    "[-Infinity]",
    "[1,]",
    '{"a":1,}',
    "[1e400]",
    '"\\ud800"',
  ],
  ...["<a>&#x110000;</a>", "<a>", "http://[::1", "fe80::/999", "1.2.3.4/99", "a:b:c", 'a,b"c', "eJw="],
];

let bench: Bench;
beforeAll(async () => {
  bench = await Bench.open({ tables: [{ name: "T", columns: [{ name: "s", type: "string" }] }] });
  const { rejected } = await bench.database.insert(
    "T",
    texts.map((s) => ({ s })),
  );
  expect(rejected).toEqual([]);
});
afterAll(() => bench.close());

const converted = ["tolong", "toint", "toreal", "tobool", "todatetime", "totimespan", "toguid"].flatMap((name) => [
  `${name}(s)`,
  `${name}(parse_json(s))`,
]);

it.each([
  ...converted,
  "parse_json(s)[s]",
  "tostring(parse_json(s).a)",
  "array_sum(parse_json(s))",
  "bag_merge(parse_json(s), dynamic({'z': 1}))",
  "bag_remove_keys(parse_json(s), pack_array(s))",
  "set_union(parse_json(s), dynamic([1]))",
  "dynamic_to_json(parse_json(s))",
  "treepath(parse_json(s))",
  "now() - totimespan(s)",
  "1d * tolong(s)",
  "bin(todatetime(s), 7d)",
  "datetime_add('year', 9999, todatetime(s))",
  "tolong(s) * tolong(s) / -1",
  "parse_url(s)",
  "parse_xml(s)",
  "parse_csv(s)",
  "parse_path(s)",
  "ipv4_is_in_range('10.0.0.1', s)",
  "parse_ipv6_mask(s, 64)",
  "url_decode(s)",
  "base64_decode_tostring(s)",
  "strcat(s has s, s in~ (s), replace_string('abc', s, 'b'), countof(s, s))",
])("%s has a value for each of them", async (expression) => {
  expect(await bench.rows(`T | extend x = ${expression} | summarize count()`)).toEqual([[texts.length]]);
  expect(await bench.rows(`T | project x = ${expression}`)).toHaveLength(texts.length);
});

it.each([
  ["mv-expand d = parse_json(s) | where s startswith '{' | summarize count()", [[7]]],
  ["mv-apply x = parse_json(s) on (count) | summarize count()", [[texts.length]]],
  ["parse s with a ':' b:timespan | summarize count()", [[texts.length]]],
  ["summarize make_bag(parse_json(s))", [[{ "": 1, "a\\": 1, "*": 1, b: 2, '"': 1 }]]],
])("%s", async (query, rows) => {
  expect(await bench.rows(`T | ${query}`)).toEqual(rows);
});

it("columns that their values name are named so, without a name and with a control character, too", async () => {
  const query = compile(bench.analyzer.analyze("T | where s in ('', '\\0', '(') | evaluate pivot(s)"));
  const result = await bench.database.query(query, { now: new Date(0) });
  expect(result.columns.map(({ name }) => name)).toEqual(["", "\0", "("]);
  expect(result.rows).toEqual([[1, 1, 1]]);
});

it.each([
  [`dynamic({"": 1})[""]`, 1],
  [`dynamic({"a\\\\": 1})["a\\\\"]`, 1],
  [`dynamic({"*": 1, "b": 2})["*"]`, 1],
  [`dynamic({"\\"": 1})["\\""]`, 1],
  [`dynamic({"~1/": {"\\\\": [7]}})["~1/"]["\\\\"][0]`, 7],
])("a member is found by whatever key: %s", async (expression, value) => {
  expect(await bench.rows(`print ${expression}`)).toEqual([[value]]);
});

it.each([
  ["[ Infinity , 1]", "[ Infinity , 1]"],
  ['{"a": -inf}', '{"a": -inf}'],
  ["[1 , ]", "[1 , ]"],
  ["[NaN]", "[NaN]"],
  ['["a, inf ]", 1]', ["a, inf ]", 1]],
  ['{"a": "x:nan,", "b": "\\",}"}', { a: "x:nan,", b: '",}' }],
])("what is no JSON stays text, and texts may hold what they like: %s", async (text, value) => {
  expect(await bench.rows(`print parse_json(${JSON.stringify(text)})`)).toEqual([[value]]);
});
