import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  compile,
  type FileRecord,
  inferColumns,
  KqlAnalyzer,
  KqlDatabase,
  KqlInputError,
  loadFile,
  readRecords,
  schemaOfFile,
} from "../src";

const folder = mkdtempSync(join(tmpdir(), "kql-input-"));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function all(path: string): Promise<(readonly [unknown, string])[]> {
  const found: (readonly [unknown, string])[] = [];
  for await (const { data, place } of readRecords(path)) found.push([data, place.replace(`${folder}/`, "")]);
  return found;
}

async function* given(...rows: readonly Record<string, unknown>[]): AsyncIterable<FileRecord> {
  for (const [i, data] of rows.entries()) yield { data, place: `rows:${i + 1}`, bytes: 1 };
}

test("a file is read by its ending", async () => {
  const lines = '{"a":1}\n{"a":2}\n';
  for (const name of ["r.ndjson", "r.jsonl"])
    expect(await all(written(name, lines))).toEqual([
      [{ a: 1 }, `${name}:1`],
      [{ a: 2 }, `${name}:2`],
    ]);
  for (const name of ["r.ndjson.gz", "r.jsonl.gz"])
    expect(await all(written(name, gzipSync(lines)))).toEqual([
      [{ a: 1 }, `${name}:1`],
      [{ a: 2 }, `${name}:2`],
    ]);
  expect(await all(written("r.csv", "a\n1\n"))).toEqual([[{ a: "1" }, "r.csv:2"]]);
  for (const name of ["r.json", "r.csv.gz", "r.ndjson.old", "ndjson", "r.parquet.csv2"])
    expect(() => readRecords(join(folder, name))).toThrow(/is no data file\n +its name must end in one of: .ndjson, /);
});

test("rows of a Parquet file, without what is absent, by their number", async () => {
  const path = join(folder, "r.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT * FROM (VALUES (1, 'x', [1, 2]), (NULL, 'y', NULL)) t(a, b, c)) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  expect(await all(path)).toEqual([
    [{ a: 1, b: "x", c: [1, 2] }, "r.parquet:1"],
    [{ b: "y" }, "r.parquet:2"],
  ]);
  const broken = all(written("broken.parquet", "no parquet"));
  await expect(broken).rejects.toThrow(KqlInputError);
  await expect(broken).rejects.toThrow(/broken\.parquet cannot be read as Parquet: /);
});

const text = '{"a":1}\n';
const bigEndian = (content: string) => Buffer.from(content, "utf16le").swap16();
test.each<[string, Buffer, boolean]>([
  ["UTF-8", Buffer.from(text), true],
  ["UTF-8 with a mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)]), true],
  ["nothing", Buffer.alloc(0), true],
  ["UTF-16, little end first", Buffer.from(text, "utf16le"), false],
  ["UTF-16, big end first", bigEndian(text), false],
  ["UTF-16 with a mark, little end first", Buffer.from(`\ufeffé`, "utf16le"), false],
  ["UTF-16 with a mark, big end first", bigEndian(`\ufeffé`), false],
])("%s is read: %p", async (_name, content, isRead) => {
  const path = written("encoded.ndjson", content);
  if (isRead) expect((await all(path)).length).toBeLessThan(2);
  else await expect(all(path)).rejects.toThrow(/is UTF-16, and UTF-8 is read\n +save it as UTF-8$/);
});

test("a file that is not there is told as that", async () => {
  await expect(all(join(folder, "missing.csv"))).rejects.toThrow(/missing\.csv cannot be read: ENOENT/);
});

test.each<[string, boolean, Record<string, unknown>[], string]>([
  [
    "numbers, truths and objects by what they are",
    false,
    [{ a: 1, b: 1.5, c: true, d: { x: 1 }, e: [1] }],
    "a:long b:real c:bool d:dynamic e:dynamic",
  ],
  [
    "numbers that are whole in some rows",
    false,
    [
      { a: 1, b: 1.5 },
      { a: 2.5, b: 2 },
    ],
    "a:real b:real",
  ],
  [
    "instants, with and without a fraction, and what looks like one",
    false,
    [{ a: "2026-03-02T10:00:00Z", b: "2026-03-02T10:00:00.123+01:00", c: "2026-03-02", d: "2026-03-02T10:00Z" }],
    "a:datetime b:datetime c:string d:datetime",
  ],
  ["columns in the order in which they come, of any row", false, [{ b: 1 }, { a: "x", b: 2 }], "b:long a:string"],
  ["nothing but nulls", false, [{ a: null }, { a: null }], "a:string"],
  [
    "nulls beside values",
    false,
    [
      { a: null, b: 1 },
      { a: 2, b: null },
    ],
    "a:long b:long",
  ],
  [
    "values that disagree",
    false,
    [
      { a: 1, b: true, c: { x: 1 }, d: "2026-03-02T10:00:00Z" },
      { a: "x", b: 1, c: 1, d: "soon" },
    ],
    "a:string b:string c:dynamic d:string",
  ],
  [
    "texts of JSON stay texts, whatever they look like",
    false,
    [{ a: "1", b: "true", c: "" }],
    "a:string b:string c:string",
  ],
  [
    "texts of CSV",
    true,
    [{ a: "1", b: "-1.5e3", c: "TRUE", d: ".5", e: "1234567890123456789", f: "0x10", g: "2026-03-02T10:00:00Z" }],
    "a:long b:real c:bool d:real e:real f:string g:datetime",
  ],
  [
    "texts of CSV that are empty in some rows",
    true,
    [
      { a: "", b: "" },
      { a: "7", b: "" },
    ],
    "a:long b:string",
  ],
  [
    "texts of CSV that disagree",
    true,
    [
      { a: "1", b: "1", c: "true" },
      { a: "x", b: "2.5", c: "1" },
    ],
    "a:string b:real c:string",
  ],
])("the narrowest types of %s", async (_name, isText, rows, expected) => {
  const columns = await inferColumns(given(...rows), isText);
  expect(columns.map(({ name, type }) => `${name}:${type}`).join(" ")).toBe(expected);
});

test("a file becomes a table: of the columns that it has, or of those that it should have", async () => {
  const path = written("many.ndjson", Array.from({ length: 20_001 }, (_, n) => `{"n":${n},"s":"x"}`).join("\n"));
  const database = await KqlDatabase.open();
  const rows = async (name: string, schema: Awaited<ReturnType<typeof schemaOfFile>>) =>
    (
      await database.query(
        compile(new KqlAnalyzer({ tables: [schema] }).analyze(`${name} | summarize count(), sum(n)`)),
        {
          now: new Date(0),
        },
      )
    ).rows;
  try {
    const found = await schemaOfFile("Many", path);
    expect(found.columns).toEqual([
      { name: "n", type: "long" },
      { name: "s", type: "string" },
    ]);
    expect(await loadFile(database, found, path)).toEqual({ rows: 20_001 });
    expect(await rows("Many", found)).toEqual([[20_001, 200_010_000]]);
    const declared = { name: "Few", columns: [{ name: "n", type: "int" }] } as const;
    expect(await schemaOfFile("Few", path, declared)).toBe(declared);
    const csv = written("few.csv", "n\n1\n2\n");
    expect((await schemaOfFile("Few", csv)).columns).toEqual([{ name: "n", type: "long" }]);
    expect(await loadFile(database, declared, csv)).toEqual({ rows: 2 });
    const bad = written("bad.ndjson", `${'{"n":1}\n'.repeat(10_003)}{"n":"x"}\n{"n":"y"}\n`);
    const loaded = loadFile(database, declared, bad);
    await expect(loaded).rejects.toThrow(KqlInputError);
    await expect(loaded).rejects.toThrow(/bad\.ndjson:10004 does not fit Few: /);
  } finally {
    database.close();
  }
});

test("rows are numbered, measured by what came after one, and taken out again", async () => {
  const database = await KqlDatabase.open();
  const table = {
    name: "T",
    columns: [
      { name: "s", type: "string" },
      { name: "n", type: "long" },
    ],
  } as const;
  try {
    await database.createTable(table);
    expect([await database.lastRow("T"), await database.storedBytes("T")]).toEqual([-1, 0]);
    await database.insert("T", [
      { s: "abc", n: 12 },
      { s: "", n: null },
    ]);
    const first = await database.lastRow("T");
    const before = await database.storedBytes("T");
    await database.insert("T", [{ s: "é", n: 345 }]);
    expect([first, await database.lastRow("T")]).toEqual([1, 2]);
    expect(await database.storedBytes("T", first)).toBe((await database.storedBytes("T")) - before);
    await database.removeAfter("T", first);
    expect([await database.lastRow("T"), await database.storedBytes("T")]).toEqual([1, before]);
  } finally {
    database.close();
  }
});
