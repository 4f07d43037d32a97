import { YamlText } from "../src";

/** Line and column, both 1-based, of the first `needle` in `text`. */
function placeOf(text: string, needle: string) {
  const before = text.slice(0, text.indexOf(needle));
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}

const text = `# about
plain: one
"quoted": "two"
'single': 'it''s'
literal: |- # a | comment
  three
folded: >
  four
list: [five, {six: 6}]
nothing:
anchored: &here !!str seven
again: *here
"a|": |
  eight
items:
  - nine
  - key: ten
    # between
    other:
      - |
        eleven
`;

describe("where a value begins", () => {
  test.each<[path: (string | number)[], needle: string]>([
    [[], "plain: one"],
    [["plain"], "one"],
    [["quoted"], '"two"'],
    [["single"], "'it''s'"],
    [["literal"], "|- # a"],
    [["folded"], ">\n"],
    [["list"], "[five"],
    [["list", 0], "five"],
    [["list", 1], "{six"],
    [["list", 1, "six"], "6}"],
    [["nothing"], "\nanchored"],
    [["anchored"], "seven"],
    [["again"], "*here"],
    [["a|"], "|\n  eight"],
    [["items", 1], "key: ten"],
    [["items", 1, "other"], "- |\n        eleven"],
    [["items", 1, "other", 0], "|\n        eleven"],
    [["items", 1, "missing", "deep"], "key: ten"],
    [["again", "below an alias"], "*here"],
    [["nowhere"], "plain: one"],
  ])("%j", (path, needle) => {
    expect(new YamlText(text).place(path)).toEqual(placeOf(text, needle));
  });
});

test("where a key is written, or else the value", () => {
  const yaml = new YamlText(text);
  expect(yaml.keyPlace(["quoted"])).toEqual(placeOf(text, '"quoted"'));
  expect(yaml.keyPlace(["items", 1, "other"])).toEqual(placeOf(text, "other:"));
  expect(yaml.keyPlace(["items", 0])).toEqual(placeOf(text, "nine"));
  expect(new YamlText("{ 1: x }").keyPlace([1])).toEqual({ line: 1, column: 3 });
});

test("a text that says nothing, and one that is none, begin at their first character", () => {
  for (const none of ["", "# only this\n", "a: [", "]"])
    expect(new YamlText(none).place(["a"])).toEqual({ line: 1, column: 1 });
});

test("an anchor is what was written last before its alias", () => {
  expect(new YamlText("a: &x 1\nb: *x\nc: &x 2\nd: *x\n").data).toEqual({ a: 1, b: 1, c: 2, d: 2 });
});
