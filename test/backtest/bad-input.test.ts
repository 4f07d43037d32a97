import { gzipSync } from "node:zlib";
import { readHistory } from "../../lib/backtest";
import { change, changes, folderOf, ndjson, workspaceWith } from "./support";

const workspace = workspaceWith();
const read = (files: Readonly<Record<string, string | Uint8Array>>) => readHistory(folderOf(files), workspace);
const remarks = async (files: Readonly<Record<string, string | Uint8Array>>) =>
  (await read(files)).remarks.map(({ kind, place, count, leftOut }) => ({ kind, place, count, leftOut }));

test.each([
  [
    "a broken line",
    { "AuditLogs.ndjson": `${ndjson([change(1)])}{"a": x}\n${ndjson([change(2)])}` },
    /AuditLogs\.ndjson:2:\d+ is not JSON/,
  ],
  [
    "a value of another type",
    { "AuditLogs.ndjson": ndjson([change(1), change(2, { DurationMs: "soon" })]) },
    /AuditLogs\.ndjson:2:1 DurationMs: "soon" is no whole number; AuditLogs has it as long\n.*az monitor/,
  ],
  [
    "no time",
    { "AuditLogs.ndjson": ndjson([{ OperationName: "x", Result: "y" }]) },
    /AuditLogs\.ndjson:1:1 has no TimeGenerated/,
  ],
  [
    "local time",
    { "AuditLogs.csv": "TimeGenerated [Local Time],Result\n3/14/2026,success\n" },
    /AuditLogs\.csv:1:1 has the column "TimeGenerated \[Local Time\]"[\s\S]*UTC/,
  ],
  [
    "zones here and none there",
    {
      "AuditLogs.ndjson": ndjson([
        change(1, { TimeGenerated: "2026-03-02T10:00:00" }),
        change(2, { TimeGenerated: "2026-03-02T10:00:00+02:00" }),
      ]),
    },
    /AuditLogs\.ndjson:2:1 TimeGenerated has a zone in some rows and none in others/,
  ],
  [
    "columns of many tables",
    { "query_data.csv": "TimeGenerated,OperationName\n2026-03-02T10:00:00Z,x\n" },
    /query_data\.csv may be of \d+ tables/,
  ],
  [
    "columns of no table",
    { "mine.csv": "TimeGenerated,Nonsense\n2026-03-02T10:00:00Z,x\n" },
    /mine\.csv names no table/,
  ],
  ["another object", { "AuditLogs.json": '{\n"a": 1\n}' }, /AuditLogs\.json is one JSON object and no answer/],
  [
    "a cut Parquet file",
    { "AuditLogs.parquet": "PAR1abc" },
    /AuditLogs\.parquet cannot be read as Parquet[\s\S]*cut off/,
  ],
  ["another file", { "AuditLogs.xlsx": "x" }, /AuditLogs\.xlsx is no file of a history/],
  [
    "a row that is too long",
    { "AuditLogs.csv": "TimeGenerated,Result\n2026-03-02T10:00:00Z,a,b\n" },
    /AuditLogs\.csv:2:1 has 3 values; the header names 2 columns/,
  ],
  ["nothing", {}, /holds no rows/],
])("%s is refused, with its place", async (_what, files, message) => {
  await expect(read(files as Record<string, string>)).rejects.toThrow(message as RegExp);
});

test("what is cut off in the middle of a row is read as far as it goes", async () => {
  const text = ndjson(changes);
  const cut = { kind: "truncated", count: 1, leftOut: true };
  expect(await remarks({ "AuditLogs.ndjson": text.slice(0, -20) })).toEqual([{ ...cut, place: "AuditLogs.ndjson" }]);
  expect(await remarks({ "AuditLogs.json": JSON.stringify(changes).slice(0, -20) })).toEqual([
    { ...cut, place: "AuditLogs.json" },
  ]);
  const packed = gzipSync(
    ndjson(Array.from({ length: 3000 }, (_, i) => change(i % 60, { CorrelationId: `${i * 7919}` }))),
  );
  const rest = await read({ "AuditLogs.ndjson.gz": packed.subarray(0, packed.length / 2) });
  expect(rest.remarks).toEqual(expect.arrayContaining([expect.objectContaining({ kind: "truncated" })]));
  expect(rest.rows.AuditLogs).toBeGreaterThan(100);
  const csv = "TimeGenerated,Result\n2026-03-02T10:00:00Z,success\n2026-03-02T10:0";
  expect(await remarks({ "AuditLogs.csv": csv })).toEqual([{ ...cut, place: "AuditLogs.csv" }]);
});

test("rows out of order and rows that are there twice are counted once per kind; an overlap of exports counts once", async () => {
  const mixed = ndjson([change(5), change(1), change(1), change(2)]);
  expect(await remarks({ "AuditLogs.ndjson": mixed })).toEqual([
    { kind: "out-of-order", place: "AuditLogs.ndjson", count: 3, leftOut: false },
    { kind: "duplicate", place: "AuditLogs.ndjson", count: 1, leftOut: false },
  ]);
  const overlapping = { "AuditLogs-1.ndjson": ndjson(changes), "AuditLogs-2.ndjson": ndjson(changes.slice(3)) };
  expect(await remarks(overlapping)).toEqual([
    { kind: "overlap", place: "AuditLogs-2.ndjson", count: 3, leftOut: true },
  ]);
  expect((await read(overlapping)).rows).toEqual({ AuditLogs: 6 });
});

test("columns that a table does not have are left out, and said", async () => {
  expect(await remarks({ "AuditLogs.ndjson": ndjson([change(1, { Mine: 1 }), change(2, { Mine: 2 })]) })).toEqual([
    { kind: "unknown-column", place: "AuditLogs.ndjson", count: 2, leftOut: true },
  ]);
});

test("an export says when its rows came in", async () => {
  const { sources } = await read({
    "AuditLogs.ndjson": ndjson([change(1, { IngestionTime: "2026-03-02T10:30:00Z" })]),
  });
  for await (const row of sources[0]!.rows())
    expect([row.arrived, "IngestionTime" in row.data]).toEqual([new Date("2026-03-02T10:30:00Z"), false]);
  expect.assertions(1);
});
