import { YamlText } from "../src";

/** Line and column, both 1-based, of the first `needle` in `text`. */
function placeOf(text: string, needle: string) {
  const before = text.slice(0, text.indexOf(needle));
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}

const query = `T
| where A == "é"

| where   Needle > 1
`;
const block = (header: string) =>
  `# first\nrule:\n    query: ${header}\n${query.replace(/^(?=.)/gm, "      ")}    after: 1\n`;

describe("an offset in a text value maps to its place in the file", () => {
  test.each<[string, string, (string | number)[]]>([
    ["a literal block", block("|"), ["rule", "query"]],
    ["a literal block without a final line break", block("|-"), ["rule", "query"]],
    ["a literal block with a comment", block("| # KQL"), ["rule", "query"]],
    ["a literal block that begins with blank lines", block("|").replace("|\n", "|\n\n   \n"), ["rule", "query"]],
    ["Windows line ends", block("|").replaceAll("\n", "\r\n"), ["rule", "query"]],
    ["a JSON string with escapes", JSON.stringify({ items: [{ q: `say "x"\n\\ \t${query}` }] }), ["items", 0, "q"]],
    ["a JSON string with code points", `{ "q": "\\u00e9\\n\\u0022 Needle" }`, ["q"]],
    ["a double-quoted YAML string", `q: "a\\x41\\n Needle"`, ["q"]],
    ["plain text", "list:\n  - T | where Needle", ["list", 0]],
  ])("%s", (_name, text, path) => {
    const source = new YamlText(text);
    const value = path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], source.data) as string;
    expect(value).toContain("Needle");
    expect(source.placesWithin(path)(value.indexOf("Needle"))).toEqual(placeOf(text, "Needle"));
  });
});

describe("where no mapping is known, the value's beginning is named", () => {
  test.each([
    ["a folded block", "q: >\n  T\n  | where Needle\n"],
    ["an explicit indentation", "q: |2\n    T\n  | where Needle\n"],
    ["a quoted string over several lines", 'q: "T\n  | where Needle"\n'],
    ["a number", "q: 12345\n"],
  ])("%s", (_name, text) => {
    const source = new YamlText(text);
    expect(source.placesWithin(["q"])(5)).toEqual({ line: 1, column: 4 });
  });
});
