import { readYaml, YamlError, YamlText } from "../src";

const problemsOf = (text: string) =>
  new YamlText(text).problems.map(({ line, column, kind, message }) => `${line}:${column} ${kind}: ${message}`);

test.each<[why: string, text: string, problems: (string | RegExp)[]]>([
  ["a list that is not closed", "a: [1\nb: 2\n", [/^2:1 not-well-formed: /]],
  ["a quote without an end", "a: 'x", [/^1:6 not-well-formed: /]],
  ["an alias of nobody", "a: 1\nb: *x\n", ['2:5 not-well-formed: unidentified alias "x"']],
  ["a tag of nobody", "a: !!foo 1\n", [/^1:4 not-well-formed: unknown scalar tag/]],
  [
    "keys that stand twice, each of them",
    'a: 1\n"a": 2\nb: { c: 1, c: 2 }\na: 3\n',
    [
      '2:1 duplicate-key: the key "a" is not unique',
      '3:12 duplicate-key: the key "c" is not unique',
      '4:1 duplicate-key: the key "a" is not unique',
    ],
  ],
  ["keys that are one to whoever reads them", "1: a\n'1': b\n", ['2:1 duplicate-key: the key "1" is not unique']],
  ["JSON's escapes in a key", '{"b": 1, "\\u0062": 2}', ['1:10 duplicate-key: the key "b" is not unique']],
  [
    "a thousand with a point, which is one",
    "a: 2.000\nb: [12.000, '3.000', 2.500, 2.0, v2.000]\n",
    [
      "1:4 not-well-formed: 2.000 is the number 2; write 2000, or 2",
      "2:5 not-well-formed: 12.000 is the number 12; write 12000, or 12",
    ],
  ],
  [
    "a thousand with a comma, which ends the number",
    "a: { b: 2,000 }\nc: { d: 2, 100: e }\n",
    ["1:11 not-well-formed: 2,000 is the number 2 and the key 000; write 2000"],
  ],
  ["a tab before a key", "a:\n\tb: 1\n", [/^2:1 not-well-formed: tab .*; write blanks$/]],
  ["a second document", "a: 1\n---\nb: 2\n", ["3:1 not-well-formed: a second document begins; write one to a file"]],
  [
    "an alias in what it refers to",
    "a: &x\n  b: *x\n",
    ["2:6 aliases: an alias stands in what it refers to, which has no end"],
  ],
])("%s", (_why, text, problems) => {
  const found = problemsOf(text);
  expect(found).toEqual(
    problems.map((problem) => (typeof problem === "string" ? problem : expect.stringMatching(problem))),
  );
  expect(() => readYaml(text)).toThrow(YamlError);
});

test("aliases of aliases are counted before anything is made of them", () => {
  const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`);
  expect(problemsOf(`a0: &a0 [x]\n${lines.join("\n")}\n`)).toEqual([
    expect.stringMatching(/^1:1 aliases: aliases multiply \d+ values to \d{10}$/),
  ]);
});

test("ten thousand rows by alias are read", () => {
  const rows = Array.from({ length: 10_000 }, (_, i) => `  - { <<: *row, n: ${i} }`).join("\n");
  const { rows: read } = readYaml(`row: &row { a: 1, b: [x, y] }\nrows:\n${rows}\n`) as { rows: unknown[] };
  expect([read.length, read[9999]]).toEqual([10_000, { a: 1, b: ["x", "y"], n: 9999 }]);
});

test("lists within lists without end are refused, and stop nothing", () => {
  expect(problemsOf("[".repeat(100_000))).toEqual([expect.stringMatching(/^1:\d+ not-well-formed: /)]);
});

test("the error names every problem with its place", () => {
  expect(() => readYaml("a: 1\na: 2\na: 3\n")).toThrow(
    new YamlError([
      { kind: "duplicate-key", line: 2, column: 1, message: 'the key "a" is not unique' },
      { kind: "duplicate-key", line: 3, column: 1, message: 'the key "a" is not unique' },
    ]),
  );
  expect(() => readYaml("a: 1\na: 2\n")).toThrow('2:1: the key "a" is not unique');
});

test.each<[text: string, data: unknown]>([
  ["", null],
  ["\uFEFF{}", {}],
  [
    "a: 2026-01-31\nb: yes\nc: 0x1F\nd: 1e3\ne: ~\nf: 'null'\n",
    { a: "2026-01-31", b: "yes", c: 31, d: 1000, e: null, f: "null" },
  ],
  ['{"smile": "\\ud83d\\ude00", "tab":\t"\\t"}', { smile: "😀", tab: "\t" }],
  ["a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }\n", { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
])("%j is %j", (text, data) => {
  expect(readYaml(text)).toEqual(data);
});

test("a key that objects have of themselves is a key", () => {
  const read = readYaml("__proto__: { polluted: 1 }\nx: 1\n") as object;
  expect(Object.keys(read)).toEqual(["__proto__", "x"]);
  expect("polluted" in read).toBe(false);
});
