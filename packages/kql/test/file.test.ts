import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, KqlAnalyzer, KqlDatabase } from "../src";

const folder = mkdtempSync(join(tmpdir(), "kql-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const events = { name: "Events", columns: [{ name: "Bytes", type: "long" }] } as const;
const sum = compile(new KqlAnalyzer({ tables: [events] }).analyze("Events | summarize sum(Bytes)"));

test("a file holds the rows of transactions that ended, for whoever opens it next", async () => {
  const path = join(folder, "rows.duckdb");
  const first = await KqlDatabase.open({ path });
  await first.keepTable(events);
  await first.transaction(() => first.insert("Events", [{ Bytes: 1 }, { Bytes: 2 }]));
  const failing = first.transaction(async () => {
    await first.insert("Events", [{ Bytes: 10 }]);
    throw new Error("ended in the middle");
  });
  await expect(failing).rejects.toThrow("ended in the middle");
  first.close();
  const second = await KqlDatabase.open({ path });
  try {
    await second.keepTable(events);
    await second.insert("Events", [{ Bytes: 4 }]);
    expect((await second.query(sum, { now: new Date(0) })).rows).toEqual([[7]]);
    await second.createTable(events);
    expect((await second.query(sum, { now: new Date(0) })).rows).toEqual([[0]]);
  } finally {
    second.close();
  }
});

test("a child process has a file of its own", async () => {
  await expect(KqlDatabase.open({ path: join(folder, "other.duckdb"), isolation: {} })).rejects.toThrow(
    "leave out path, or isolation",
  );
});
