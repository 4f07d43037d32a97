import { type ContentError, SourceFile } from "../../lib/content";

const problemsOf = (text: string) => {
  try {
    SourceFile.parse(text, "workflow.json");
    return [];
  } catch (error) {
    return (error as ContentError).problems.map(({ line, column, code }) => `${line}:${column} ${code}`);
  }
};

test("JSON is read as JSON, and tells places all the same", () => {
  const source = SourceFile.parse('{\n  "a": {"b": "x\\n\\u0041y"},\n  "<<": 1\n}', "workflow.json");
  expect(source.data).toEqual({ a: { b: "x\nAy" }, "<<": 1 });
  expect(source.locate(["a", "b"])).toEqual({ line: 2, column: 14 });
  expect(source.locateKey(["a", "b"])).toEqual({ line: 2, column: 9 });
  expect(source.placesOf(["a", "b"])(3)).toEqual({ line: 2, column: 24 });
});

test.each([
  ['{\n  "a": 1,\n  "a": 2\n}', ["3:3 syntax/duplicate-key"]],
  ['{"a": {"b": 1, "\\u0062": 2}}', ["1:16 syntax/duplicate-key"]],
  ['[{"a": 1}, {"a": 2}]', []],
  ['{"a": "{\\"b\\": 1, \\"b\\": 2}", "b": [":", "a", "a"]}', []],
  ["\uFEFF{}", []],
])("%j: %j", (text, expected) => {
  expect(problemsOf(text)).toEqual(expected);
});

test("what is no JSON is told with its place", () => {
  expect(problemsOf('{\n  "a": [1,\n}')[0]).toMatch(/^3:1 syntax\//);
});

test("data is the same object each time it is asked for", () => {
  const source = SourceFile.parse("a: [1, 2]\n", "a.yaml");
  expect(source.data).toBe(source.data);
});
