import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readNdjson } from "../src/input/ndjson";

const folder = mkdtempSync(join(tmpdir(), "kql-ndjson-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function recordsOf(content: string | Buffer, name = "rows.ndjson") {
  const path = join(folder, name);
  writeFileSync(path, content);
  const records = [];
  for await (const { data, place, bytes } of readNdjson(path)) records.push([data, place.replace(path, name), bytes]);
  return records;
}

const told = (content: string | Buffer, name = "rows.ndjson") =>
  recordsOf(content, name).then(
    () => "nothing",
    (error: Error) => error.message.replaceAll(join(folder, name), name),
  );

test("each line is a record, with its place and size; blank lines are none, and count", async () => {
  const lines = ['{"a":1}', "", '{"b":"ä"}', "  ", ' {"c":null} ', ""];
  const expected = [
    [{ a: 1 }, "rows.ndjson:1", 7],
    [{ b: "ä" }, "rows.ndjson:3", 10],
    [{ c: null }, "rows.ndjson:5", 12],
  ];
  for (const end of ["\n", "\r\n"]) expect(await recordsOf(lines.join(end))).toEqual(expected);
  expect(await recordsOf("")).toEqual([]);
  expect(await recordsOf('{"a":1}')).toEqual(expected.slice(0, 1));
});

test("lines are whole over the pieces in which a file is read, packed or not", async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => ({ i, text: "ü".repeat(i % 97) }));
  const text = rows.map((row) => JSON.stringify(row)).join("\n");
  for (const [content, name] of [
    [text, "many.ndjson"],
    [gzipSync(text), "many.ndjson.gz"],
  ] as const) {
    const records = await recordsOf(content, name);
    expect(records.map(([data]) => data)).toEqual(rows);
    expect(records.at(-1)![1]).toBe(`${name}:3000`);
  }
});

test.each([
  ['{"a":1}\n\n{"a":}', /^rows\.ndjson:3:6 is not JSON: .*\n +write one JSON object per line$/],
  ['{"at position 3": 1, "b": tru}', /^rows\.ndjson:1:30 is not JSON/],
  ['{"a": "x\ty"}', /^rows\.ndjson:1:9 is not JSON/],
  ['{"a": "\\u12x4"}', /^rows\.ndjson:1:12 is not JSON/],
  ['{"a": "\\q"}', /^rows\.ndjson:1:9 is not JSON/],
  ['{"a": 1.e5}', /^rows\.ndjson:1:9 is not JSON/],
  ['{"a": -}', /^rows\.ndjson:1:8 is not JSON/],
  ["{'a': 1}", /^rows\.ndjson:1:2 is not JSON/],
  ['{"a": "never ends', /^rows\.ndjson:1:18 is not JSON/],
  ['{"a":1} {"b":2}', /^rows\.ndjson:1:9 is not JSON/],
  ['{"b":2}\n{', /^rows\.ndjson:2:2 is not JSON/],
  ["[1]", /^rows\.ndjson:1:1 is an array, not an object\n +write one JSON object per line$/],
  ['{"a":1}\n"text"', /^rows\.ndjson:2:1 is "text", not an object/],
  ["null", /^rows\.ndjson:1:1 is null, not an object/],
  ["7", /^rows\.ndjson:1:1 is 7, not an object/],
])("%j is refused at its place", async (content, message) => {
  expect(await told(content)).toMatch(message);
});

test("a byte order mark is no part of the first record, and UTF-16 is told", async () => {
  expect(await recordsOf('\uFEFF{"a":1}\n{"a":2}')).toEqual([
    [{ a: 1 }, "rows.ndjson:1", 7],
    [{ a: 2 }, "rows.ndjson:2", 7],
  ]);
  const wide = Buffer.from('{"a":1}', "utf16le");
  for (const bytes of [wide, Buffer.from(wide).swap16(), Buffer.from('\uFEFF{"a":1}', "utf16le")])
    expect(await told(bytes)).toBe("rows.ndjson is UTF-16, and UTF-8 is read\n    save it as UTF-8");
});

test("a file that is not what its name says, or is not there, cannot be read", async () => {
  expect(await told('{"a":1}', "plain.ndjson.gz")).toMatch(/^plain\.ndjson\.gz cannot be read: incorrect header check/);
  expect(await told(gzipSync('{"a":1}').subarray(0, 15), "cut.ndjson.gz")).toMatch(/^cut\.ndjson\.gz cannot be read/);
  await expect(readNdjson(join(folder, "none.ndjson"))[Symbol.asyncIterator]().next()).rejects.toThrow(/ENOENT/);
});
