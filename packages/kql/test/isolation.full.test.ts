import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, KqlAnalyzer, KqlDatabase, loadFile } from "../src";
import { ChildEngine } from "../src/run/child-engine";
import { LocalEngine } from "../src/run/local-engine";

const schema = {
  name: "T",
  columns: [
    { name: "Id", type: "long" as const },
    { name: "Name", type: "string" as const },
  ],
};
const analyzer = new KqlAnalyzer({ tables: [schema] });
const now = new Date("2026-03-02T00:00:00Z");
const rows = Array.from({ length: 20_000 }, (_, i) => ({ Id: i, Name: `n${i % 100}` }));
const count = compile(analyzer.analyze("T | count"));
/** 400 million pairs, each compared: minutes of work. */
const endless = compile(
  analyzer.analyze(
    "T | extend K = 1 | join kind=inner (T | extend K = 1) on K | where strcat(Name, Id) has strcat(Name1, Id1) | summarize count()",
  ),
);
/** As many distinct strings as pairs. */
const hungry = compile(
  analyzer.analyze(
    "T | extend K = 1 | join kind=inner (T | extend K = 1) on K | summarize make_list(strcat(Name, Id, Name1, Id1), 100000000)",
  ),
);

async function database(options: { timeout?: number; memoryLimit?: string }): Promise<KqlDatabase> {
  const { timeout, memoryLimit } = options;
  const opened = await KqlDatabase.open({
    isolation: timeout ? { timeout } : {},
    ...(memoryLimit ? { memoryLimit } : {}),
  });
  await opened.createTable(schema);
  await opened.insert("T", rows);
  return opened;
}

const stillThere = async (opened: KqlDatabase) => expect((await opened.query(count, { now })).rows).toEqual([[20_000]]);

test("a query past its time ends in one clear error, and the tables are still there", async () => {
  const opened = await database({ timeout: 2000 });
  await expect(opened.query(endless, { now })).rejects.toMatchObject({
    name: "KqlRuntimeError",
    reason: "timeout",
    message: expect.stringMatching(/^the query took longer than 2000 ms: T \| extend K = 1 \| join kind=inner/),
  });
  await stillThere(opened);
  opened.close();
});

test("a query over its memory, too", async () => {
  const opened = await database({ memoryLimit: "300MB" });
  await expect(opened.query(hungry, { now })).rejects.toMatchObject({ name: "KqlRuntimeError", reason: "memory" });
  await stillThere(opened);
  opened.close();
});

test.each(["make_list(tostring(x))", "make_set(tostring(x))"])(
  "a list that grows beyond the memory limit ends the query, also in this process: %s",
  async (aggregate) => {
    const opened = await KqlDatabase.open({ memoryLimit: "512MB" });
    const before = process.memoryUsage.rss();
    // The peak of the process is of no use: a suite that ran in it before may have had a higher one.
    let peak = before;
    const watching = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 10);
    const query = compile(analyzer.analyze(`range x from 1 to 100000000 step 1 | summarize l = ${aggregate}`));
    await expect(opened.query(query, { now })).rejects.toMatchObject({
      reason: "memory",
      message: expect.stringMatching(/^the query needed more than its memory limit of 512MB: range x from 1 to/),
    });
    clearInterval(watching);
    expect(peak - before).toBeLessThan(1.5e9);
    opened.close();
  },
);

test("a query can be cancelled", async () => {
  const opened = await database({});
  const running = opened.query(endless, { now });
  // Before the engine has begun, there is nothing to cancel.
  const interrupting = setInterval(() => opened.interrupt(), 100);
  await expect(running).rejects.toMatchObject({ reason: "cancelled" });
  clearInterval(interrupting);
  await stillThere(opened);
  opened.close();
});

test("killing the child mid-query ends that query only", async () => {
  const engine = await ChildEngine.open({ isolation: {} });
  await engine.run("CREATE TABLE t AS SELECT range AS i FROM range(100000)");
  const child = await (engine as unknown as { child: Promise<{ kill(signal: string): void }> }).child;
  const running = engine.columns("SELECT count(*) FROM t a, t b WHERE (a.i * b.i) % 7 = 3");
  setTimeout(() => child.kill("SIGKILL"), 200);
  await expect(running).rejects.toMatchObject({
    reason: "engine",
    message: "the engine stopped unexpectedly (SIGKILL)",
  });
  expect(await engine.columns("SELECT count(*) FROM t")).toEqual([[100_000n]]);
  engine.close();
});

test("a poisoned file is one clear error, and what was loaded before stays", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kql-poison-"));
  const opened = await database({});
  const poisoned: [string, string | Buffer, RegExp][] = [
    ["a.ndjson", '{"Id":1}\n{"Id":', /a\.ndjson:2:\d+ is not JSON/],
    ["b.ndjson.gz", Buffer.from("1f8b0800", "hex"), /b\.ndjson\.gz cannot be read: /],
    ["c.parquet", "PAR1 and nothing else PAR1", /c\.parquet cannot be read as Parquet: /],
    ["d.csv", 'Id,Name\n1,"never closed\n', /d\.csv:\d+ cannot be read as CSV: Quote Not Closed/],
    ["d2.csv", "Id,Name\n1,a\n2,3,4,5\n", /d2\.csv:3 cannot be read as CSV: .*columns length is 2, got 4/],
    ["e.ndjson", '{"Id":"many"}', /e\.ndjson:1 does not fit P: Id: expected a whole number, got "many"/],
  ];
  for (const [name, content, message] of poisoned) {
    writeFileSync(join(folder, name), content);
    await expect(loadFile(opened, { ...schema, name: "P" }, join(folder, name))).rejects.toThrow(message);
  }
  await stillThere(opened);
  opened.close();
  rmSync(folder, { recursive: true });
});

describe.each([
  ["in this process", () => LocalEngine.open()],
  ["in a child", () => ChildEngine.open({ isolation: {} })],
])("an engine %s", (_name, open) => {
  test("reads no file and no network, and does not let a query turn that on", async () => {
    const engine = await open();
    await expect(engine.columns("SELECT * FROM read_text('/etc/hostname')")).rejects.toThrow(
      /disabled by configuration/,
    );
    await expect(engine.columns("SELECT * FROM read_csv('https://example.com/x.csv')")).rejects.toThrow(
      /disabled|not|extension/i,
    );
    await expect(engine.run("SET enable_external_access = true")).rejects.toThrow(/locked|Cannot/);
    engine.close();
  });
});

test("both engines give the same rows", async () => {
  const query = compile(
    analyzer.analyze(
      "T | summarize n = count(), ids = make_set(Id % 3), Latest = max(Id) by Name | sort by Latest desc | take 5",
    ),
  );
  const isolated = await database({});
  const local = await KqlDatabase.open();
  await local.createTable(schema);
  await local.insert("T", rows);
  expect((await isolated.query(query, { now })).rows).toEqual((await local.query(query, { now })).rows);
  isolated.close();
  local.close();
});

test("a memory limit that is none is refused", async () => {
  await expect(KqlDatabase.open({ isolation: {}, memoryLimit: "lots" })).rejects.toThrow(
    /"lots" is not a memory size; write one like 512MB/,
  );
});
