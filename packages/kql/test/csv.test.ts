import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCsv } from "../src/input/csv";

const folder = mkdtempSync(join(tmpdir(), "kql-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "rows.csv");

async function recordsOf(content: string | Buffer) {
  writeFileSync(path, content);
  const records = [];
  for await (const { data, place } of readCsv(path)) records.push([data, place.replace(path, "rows.csv")]);
  return records;
}

const told = (content: string | Buffer) =>
  recordsOf(content).then(
    () => "nothing",
    (error: Error) => error.message.replaceAll(path, "rows.csv"),
  );

test("each line is a record; a byte order mark and empty fields are none of it", async () => {
  expect(await recordsOf('\uFEFFa,b\r\n1,"x;y"\r\n,2\r\n')).toEqual([
    [{ a: "1", b: "x;y" }, "rows.csv:2"],
    [{ b: "2" }, "rows.csv:3"],
  ]);
  expect(await recordsOf("only\n1;2\n")).toEqual([[{ only: "1;2" }, "rows.csv:2"]]);
});

test.each<[string, string | Buffer, RegExp]>([
  [
    "semicolons",
    "a;b\n1;2\n",
    /^rows\.csv:1:2 separates its columns by semicolons, and commas are read\n +save it with commas/,
  ],
  ["tabs", "TimeGenerated\tName\n", /^rows\.csv:1:14 separates its columns by tabs/],
  ["UTF-16", Buffer.from("a,b\n1,2\n", "utf16le"), /^rows\.csv is UTF-16, and UTF-8 is read\n +save it as UTF-8$/],
  ["a field too many", "a,b\n1,2,3\n", /^rows\.csv:2 cannot be read as CSV/],
])("%s are told where they are", async (_what, content, message) => {
  expect(await told(content)).toMatch(message);
});
