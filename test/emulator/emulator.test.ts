import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import {
  inputFolder,
  plannedRuns,
  readWorkspace,
  SentinelEmulator,
  type Simulation,
  simulate,
} from "../../lib/emulator";
import { type Resources, smallWorkspace, temporaryFolder, writeStack } from "./support";

const root = temporaryFolder();
const time = (clock: string) => `2026-03-02T${clock}Z`;
const event = (clock: string, more: Record<string, unknown> = {}) => ({
  TimeGenerated: time(clock),
  Host: "h",
  Size: 1,
  Detail: null,
  ...more,
});

/** Runs files of telemetry through a stack. */
async function run(
  resources: Resources,
  files: Record<string, string | Buffer>,
  span: { from?: string; to?: string } = {},
): Promise<Simulation> {
  const folder = mkdtempSync(join(root, "run-"));
  const input = join(folder, "input");
  mkdirSync(input);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(input, name), content);
  return simulate({
    stack: writeStack(folder, resources),
    input,
    ...(span.from ? { from: new Date(time(span.from)) } : {}),
    ...(span.to ? { to: new Date(time(span.to)) } : {}),
  });
}

const ndjson = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join("\n");

describe("ingestion", () => {
  test("telemetry that never tells when it was is refused, with what was set aside; a time that is named helps", async () => {
    const lost = ndjson({ ...event("10:00:00"), TimeGenerated: "yesterday" }, { Host: "h", Size: 1, Detail: null });
    const files = { "Custom-Events.ndjson": lost };
    await expect(run(smallWorkspace(), files)).rejects.toThrow(
      /input has no row that tells when it was: 2 set aside, first .*Custom-Events\.ndjson:\d.*\n.*--from and --to/,
    );
    await expect(run(smallWorkspace(), files, { from: "09:00:00" })).rejects.toThrow(/no row that tells when/);
    await expect(run(smallWorkspace(), { "Custom-Events.ndjson": "" })).rejects.toThrow(
      /no row that tells when it was\n/,
    );
    const { rejected, from } = await run(smallWorkspace(), files, { from: "09:00:00", to: "10:00:00" });
    expect([rejected.length, from]).toEqual([2, "2026-03-02T09:00:00.000Z"]);
  });

  test("a stream passes its transform and lands in its table", async () => {
    const rows = ndjson(
      event("10:00:00"),
      event("10:00:01", { Host: "noise" }),
      event("10:00:02", { Detail: { a: 1 } }),
    );
    const { ingest, rejected, runs } = await run(smallWorkspace({ nrt: {} }), { "Custom-Events.ndjson": rows });
    expect(ingest).toEqual([
      {
        stream: "Custom-Events",
        table: "Events_CL",
        rowsIn: 3,
        rowsOut: 2,
        bytesIn: Buffer.byteLength(rows) - 2,
        bytesOut: expect.any(Number),
      },
    ]);
    expect(ingest[0]!.bytesOut).toBeGreaterThan(0);
    expect(rejected).toEqual([]);
    expect(runs.map(({ rows }) => rows)).toEqual([2]);
  });

  test.each([
    [
      "a missing field",
      { TimeGenerated: time("10:00:00"), Host: "h", Size: 1 },
      "Detail",
      /"Detail" \(dynamic\) is missing; send null/,
    ],
    ["a mistyped field", event("10:00:00", { Size: "many" }), "Size", /whole number.*many/],
    ["a field the stream does not have", event("10:00:00", { Hots: "h" }), "Hots", /Hots/],
    ["a time that is none", event("10:00:00", { TimeGenerated: "yesterday" }), "TimeGenerated", /yesterday/],
  ])("%s: the row is reported with its line, the rest is ingested", async (_name, bad, column, message) => {
    const { ingest, rejected } = await run(smallWorkspace(), {
      "Custom-Events.ndjson": ndjson(event("10:00:00"), bad, event("10:00:02")),
    });
    expect(ingest[0]).toMatchObject({ rowsIn: 3, rowsOut: 2 });
    expect(rejected).toEqual([
      {
        target: "Custom-Events",
        place: expect.stringMatching(/Custom-Events\.ndjson:2$/),
        column,
        message: expect.stringMatching(message),
      },
    ]);
  });

  test.each([
    ["the last row has", [event("10:00:00"), event("10:00:01", { TimeGenerated: null })], 1],
    ["every row has", [event("10:00:00", { TimeGenerated: null })], 0],
  ])("the rest is ingested also when %s no time", async (_name, rows, kept) => {
    const span = { from: "09:00:00", to: "11:00:00" };
    const { ingest, rejected } = await run(smallWorkspace(), { "Custom-Events.ndjson": ndjson(...rows) }, span);
    expect(ingest[0]).toMatchObject({ rowsIn: rows.length, rowsOut: kept });
    expect(rejected.map((row) => row.column)).toEqual(["TimeGenerated"]);
  });

  test("NDJSON, gzip, CSV and Parquet bring the same rows", async () => {
    const folder = mkdtempSync(join(root, "parquet-"));
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(
      `COPY (SELECT '${time("10:00:00")}' AS TimeGenerated, 'h' AS "Host", 5 AS "Size", NULL::VARCHAR AS "Detail") TO '${folder}/x.parquet'`,
    );
    const parquet = require("node:fs").readFileSync(join(folder, "x.parquet")) as Buffer;
    const row = ndjson(event("10:00:00", { Size: 5 }));
    const csv = `TimeGenerated,Host,Size,Detail\n${time("10:00:00")},h,5,\n`;
    const inputs: Record<string, string | Buffer>[] = [
      { "Events_CL.ndjson": row },
      { "Events_CL.ndjson.gz": gzipSync(row) },
      { "Events_CL.csv": csv },
      { "Events_CL.parquet": parquet },
    ];
    for (const files of inputs) {
      const { alerts } = await run(
        smallWorkspace({ nrt: { query: "Events_CL | where Size == 5", custom_details: { Size: "Size" } } }),
        files,
      );
      expect(alerts.map((alert) => alert.customDetails.Size)).toEqual([["5"]]);
    }
  });

  test("a table can be written directly, a built-in one too", async () => {
    const audit = ndjson({ TimeGenerated: time("10:00:00"), OperationName: "Add user", Result: "success" });
    const { ingest, alerts } = await run(
      smallWorkspace({ nrt: { query: 'AuditLogs | where OperationName == "Add user"', entity_mapping: [] } }),
      { "AuditLogs.ndjson": audit },
    );
    expect(ingest[0]).toMatchObject({ stream: "AuditLogs", table: "AuditLogs", rowsOut: 1 });
    expect(alerts).toHaveLength(1);
  });

  test.each([
    [
      "a line that is not JSON",
      { "Custom-Events.ndjson": `${ndjson(event("10:00:00"))}\n{"TimeGenerated": }\n` },
      /Custom-Events\.ndjson:2:\d+ is not JSON/,
    ],
    ["a line that is not an object", { "Custom-Events.ndjson": "[1]\n" }, /:1:1 is an array, not an object/],
    [
      "a file for nothing in the workspace",
      { "Custom-Evnts.ndjson": "{}" },
      /"Custom-Evnts", which is neither a stream nor a table.*\n.*Custom-Events/,
    ],
    ["a file of another kind", { "notes.txt": "hello" }, /notes\.txt is no telemetry file\n.*ndjson/],
    ["an empty folder", {}, /holds no telemetry/],
  ])("refuses %s", async (_name, files, message) => {
    await expect(run(smallWorkspace(), files as Record<string, string>)).rejects.toThrow(message);
  });
});

describe("rules", () => {
  test("an NRT rule sees each row once, by ingestion time", async () => {
    const rows = ndjson(
      event("10:00:00", { Host: "a" }),
      event("10:00:20", { Host: "b" }),
      event("10:07:00", { Host: "c" }),
    );
    const { runs, alerts } = await run(smallWorkspace({ nrt: {} }), { "Custom-Events.ndjson": rows });
    // Ingested 30 s later; the minute 10:00 is looked at when it is two minutes old.
    expect(runs.map(({ at, rows }) => [at.slice(11, 16), rows])).toEqual([
      ["10:03", 2],
      ["10:10", 1],
    ]);
    expect(alerts.flatMap((alert) => alert.entities.map((e) => e.HostName))).toEqual(["a", "b", "c"]);
  });

  test("a scheduled rule looks back over its period and counts against its threshold", async () => {
    const rows = ndjson(...Array.from({ length: 5 }, (_, i) => event(`09:5${i}:00`)), event("10:30:00"));
    const scheduled = { trigger_threshold: 3 };
    const { runs, alerts } = await run(
      smallWorkspace({ scheduled }),
      { "Custom-Events.ndjson": rows },
      { from: "09:00:00", to: "12:00:00" },
    );
    expect(runs.map(({ at, rows }) => [at.slice(11, 16), rows])).toEqual([
      ["10:05", 5],
      ["11:05", 1],
    ]);
    expect(alerts.map(({ timeGenerated, events }) => [timeGenerated.slice(11, 16), events])).toEqual([["10:05", 5]]);
  });

  test("what had not arrived when the rule ran is not seen", async () => {
    const folder = mkdtempSync(join(root, "late-"));
    const input = mkdtempSync(join(root, "late-input-"));
    writeFileSync(join(input, "Events_CL.ndjson"), ndjson(event("09:58:00")));
    const workspace = readWorkspace(writeStack(folder, smallWorkspace({ scheduled: {} })));
    for (const [latency, seen] of [
      [60_000, 1],
      [10 * 60_000, 0],
    ] as const) {
      const emulator = await SentinelEmulator.open(workspace, { latency });
      for (const source of inputFolder(input)) await emulator.ingest(source);
      const { alerts } = await emulator.simulate(new Date(time("09:00:00")), new Date(time("10:06:00")));
      emulator.close();
      expect(alerts).toHaveLength(seen);
    }
  });

  test.each([
    ["a suppressed rule rests after an alert", true, ["11:05", "13:05"]],
    ["a rule whose suppression is off does not, however long it would be", false, ["11:05", "12:05", "13:05", "14:05"]],
  ])("%s", async (_name, suppressed, told) => {
    const rows = ndjson(...["10:00", "11:00", "12:00", "13:00"].map((clock) => event(`${clock}:00`)));
    const scheduled = { suppression_enabled: suppressed, suppression_duration: "PT2H" };
    const { alerts } = await run(
      smallWorkspace({ scheduled }),
      { "Custom-Events.ndjson": rows },
      { from: "09:00:00", to: "15:00:00" },
    );
    expect(alerts.map(({ timeGenerated }) => timeGenerated.slice(11, 16))).toEqual(told);
  });

  test("a rule about absence is never skipped", async () => {
    const scheduled = { query: "Events_CL | count | where Count == 0", entity_mapping: [] };
    const { alerts } = await run(
      smallWorkspace({ scheduled }),
      { "Custom-Events.ndjson": ndjson(event("10:30:00")) },
      { from: "09:00:00", to: "13:00:00" },
    );
    expect(alerts.map(({ timeGenerated }) => timeGenerated.slice(11, 16))).toEqual(["10:05", "12:05"]);
  });

  test("skipping runs that can see nothing changes no outcome", async () => {
    const resources = smallWorkspace({ nrt: {}, scheduled: {} });
    const rows = Array.from({ length: 12 }, (_, i) =>
      event(`0${6 + Math.floor(i / 4)}:${(i * 17) % 60}`.padEnd(5, "0").concat(":00"), { Host: `h${i}` }),
    );
    const { alerts, runs } = await run(
      resources,
      { "Custom-Events.ndjson": ndjson(...rows) },
      { from: "05:00:00", to: "10:00:00" },
    );
    const folder = mkdtempSync(join(root, "every-"));
    writeFileSync(join(folder, "Custom-Events.ndjson"), ndjson(...rows));
    const workspace = readWorkspace(writeStack(mkdtempSync(join(root, "every-stack-")), resources));
    const emulator = await SentinelEmulator.open(workspace);
    for (const source of inputFolder(folder)) await emulator.ingest(source);
    const every: string[] = [];
    let count = 0;
    for (const rule of workspace.rules) {
      for (const due of plannedRuns(rule, new Date(time("05:00:00")), new Date(time("10:00:00")))) {
        count++;
        every.push(...(await emulator.evaluate(rule, due)).map((alert) => alert.systemAlertId));
      }
    }
    emulator.close();
    expect(alerts.map((alert) => alert.systemAlertId).sort()).toEqual(every.sort());
    expect(runs.length).toBeLessThan(count / 10);
  });

  test.each([
    [
      "reads a table nobody declares",
      { query: "Evnts_CL | take 1" },
      /cannot be created: query line 1:1 KS\d+ .*Evnts_CL/,
    ],
    ["reads a column its table lacks", { query: "Events_CL | where Hots == 1" }, /query line 1:19 KS142 .*Hots/],
  ])("a rule that %s cannot be created", async (_name, nrt, message) => {
    await expect(run(smallWorkspace({ nrt }), { "Custom-Events.ndjson": ndjson(event("10:00:00")) })).rejects.toThrow(
      message,
    );
  });

  test("a disabled rule does not run", async () => {
    const { runs } = await run(smallWorkspace({ nrt: { enabled: false } }), {
      "Custom-Events.ndjson": ndjson(event("10:00:00")),
    });
    expect(runs).toEqual([]);
  });
});

describe("watchlists and functions", () => {
  const watchlist = (items: Record<string, string>[]): Resources => ({
    azurerm_sentinel_watchlist: {
      hosts: {
        name: "Hosts",
        log_analytics_workspace_id: "${azurerm_log_analytics_workspace.law.id}",
        item_search_key: "Name",
      },
    },
    azurerm_sentinel_watchlist_item: Object.fromEntries(
      items.map((properties, i) => [`i${i}`, { watchlist_id: "${azurerm_sentinel_watchlist.hosts.id}", properties }]),
    ),
    azurerm_log_analytics_saved_search: {
      known: {
        name: "Known",
        log_analytics_workspace_id: "${azurerm_log_analytics_workspace.law.id}",
        function_alias: "Known",
        function_parameters: ["least:long=0"],
        query: '_GetWatchlist("Hosts") | extend Name = column_ifexists("Name", "") | project Name',
      },
    },
  });
  const nrt = { query: "Events_CL | where Host in (Known())" };

  test("rules read the deployed items through saved functions", async () => {
    const rows = ndjson(event("10:00:00", { Host: "a" }), event("10:00:10", { Host: "b" }));
    const { alerts } = await run(smallWorkspace({ nrt }, watchlist([{ Name: "b", Owner: "x" }])), {
      "Custom-Events.ndjson": rows,
    });
    expect(alerts.map((alert) => alert.entities[0]?.HostName)).toEqual(["b"]);
  });

  test("an empty watchlist has no columns of its own, as in Azure", async () => {
    const rows = { "Custom-Events.ndjson": ndjson(event("10:00:00", { Host: "a" })) };
    await expect(run(smallWorkspace({ nrt }, watchlist([])), rows)).resolves.toMatchObject({ alerts: [] });
    const direct = { query: '_GetWatchlist("Hosts") | where Name == "b"' };
    await expect(run(smallWorkspace({ nrt: direct }, watchlist([])), rows)).rejects.toThrow(/KS142 .*Name/);
  });
});
