import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { backtest } from "../../lib/backtest";
import { backtestJson } from "../../lib/cli/report/backtest/json";
import { changes, folderOf, ndjson, workspaceWith } from "./support";

const workspace = workspaceWith();
const columns = { TimeGenerated: "datetime", OperationName: "string", Result: "string", DurationMs: "long" } as const;
const all = { ...columns, TargetResources: "dynamic" } as const;
type Name = keyof typeof all;
const names = Object.keys(all) as Name[];
const asText = (value: unknown): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

const replayed = async (folder: string, dateOrder?: "mdy" | "dmy"): Promise<string> =>
  JSON.stringify(backtestJson(await backtest({ input: folder, workspace, ...(dateOrder ? { dateOrder } : {}) })));

/** As the portal of a browser in the United States writes an instant. */
function portal(iso: string): string {
  const [, hour, rest] = /T(\d\d)(:.*)Z/.exec(iso)!;
  return `3/2/2026, ${Number(hour) % 12 || 12}${rest}\u202f${Number(hour) < 12 ? "AM" : "PM"}`;
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = (time: (iso: string) => string, header: string): string =>
  [
    `\ufeff${[header, ...names.slice(1)].join(",")}`,
    ...changes.map((row) =>
      names.map((name) => quoted(name === "TimeGenerated" ? time(row[name]) : asText(row[name]))).join(","),
    ),
  ].join("\r\n");

const answer = {
  tables: [
    {
      name: "PrimaryResult",
      columns: names.map((name) => ({ name, type: all[name] })),
      rows: changes.map((row) =>
        names.map((name) => (all[name] === "dynamic" ? JSON.stringify(row[name]) : row[name])),
      ),
    },
  ],
};
const cli = changes.map((row) => ({
  TableName: "PrimaryResult",
  ...Object.fromEntries(names.map((name) => [name, asText(row[name])])),
}));

async function parquet(): Promise<string> {
  const folder = folderOf({ "rows/rows.ndjson": ndjson(changes) });
  const database = await DuckDBInstance.create(":memory:");
  const connection = await database.connect();
  const types =
    "{TimeGenerated:'TIMESTAMP',OperationName:'VARCHAR',Result:'VARCHAR',DurationMs:'BIGINT',TargetResources:'JSON'}";
  await connection.run(
    `COPY (FROM read_json('${folder}/rows/rows.ndjson', columns=${types})) TO '${folder}/AuditLogs.parquet' (FORMAT parquet)`,
  );
  connection.closeSync();
  database.closeSync();
  const target = folderOf({});
  (await import("node:fs")).copyFileSync(join(folder, "AuditLogs.parquet"), join(target, "AuditLogs.parquet"));
  return target;
}

test("the same rows give the same bytes, whatever they were exported as", async () => {
  const expected = await replayed(folderOf({ "AuditLogs.ndjson": ndjson(changes) }));
  expect(JSON.parse(expected)).toMatchObject({ alerts: 1, incidents: 1, history: { AuditLogs: 6 } });
  const folders = {
    array: folderOf({ "AuditLogs.json": JSON.stringify(changes, null, 2) }),
    answer: folderOf({ "AuditLogs.json": JSON.stringify(answer) }),
    "answer with its rows first": folderOf({
      "AuditLogs.json": JSON.stringify({
        tables: answer.tables.map(({ name, columns: head, rows }) => ({ rows, columns: head, name })),
      }),
    }),
    "az output": folderOf({ "AuditLogs.json": JSON.stringify(cli, null, 2) }),
    "az output in UTF-16": folderOf({ "AuditLogs.json": Buffer.from(`\ufeff${JSON.stringify(cli)}`, "utf16le") }),
    portal: folderOf({ "AuditLogs.csv": csv(portal, "TimeGenerated [UTC]") }),
    "portal, German": folderOf({
      "AuditLogs.csv": csv(
        (iso) => iso.replace(/^(\d+)-0(\d)-0(\d)T(.*)\.(\d+)Z/, "$3.$2.$1, $4,$5"),
        "TimeGenerated [UTC]",
      ),
    }),
    parquet: await parquet(),
    "a folder named after the table": folderOf({ "AuditLogs/part-000.ndjson": ndjson(changes) }),
    "a name with a date": folderOf({ "AuditLogs-2026-03.ndjson": ndjson(changes) }),
    "an offset": folderOf({
      "AuditLogs.ndjson": ndjson(
        changes.map((row) => ({
          ...row,
          TimeGenerated: row.TimeGenerated.replace("T10", "T12").replace("Z", "+02:00"),
        })),
      ),
    }),
  };
  for (const [form, folder] of Object.entries(folders)) {
    const bytes = await replayed(folder);
    const { remarks: _, ...rest } = JSON.parse(bytes);
    const { remarks: __, ...wanted } = JSON.parse(expected);
    expect({ form, ...rest }).toEqual({ form, ...wanted });
    // Where instants had another zone, that is said.
    if (form !== "an offset") expect({ form, bytes }).toEqual({ form, bytes: expected });
  }
});

test("a day that may be a month needs to be told apart", async () => {
  const folder = folderOf({
    "AuditLogs.csv": csv((iso) => iso.replace(/^\d+-\d+-\d+T(.*)Z/, "02/03/2026, $1"), "TimeGenerated [UTC]"),
  });
  await expect(replayed(folder)).rejects.toThrow(
    /AuditLogs\.csv:2:1 TimeGenerated: .*day or its month first.*\n.*--date-order/,
  );
  expect(JSON.parse(await replayed(folder, "dmy"))).toMatchObject({ from: "2026-03-02T10:00:00.000Z", alerts: 1 });
});
