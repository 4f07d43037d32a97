import { compile, KqlAnalyzer, KqlDatabase, type TableSchema } from "../src";

const table: TableSchema = { name: "T", columns: [{ name: "X", type: "long" }] };
const query = compile(new KqlAnalyzer({ tables: [table] }).analyze("T | where X > 100 | project X"));
const now = new Date("2026-01-15T12:00:00Z");

test("a plan that is kept reads the rows of today, not those it was made for", async () => {
  const database = await KqlDatabase.open({ repeats: true });
  try {
    await database.createTable(table);
    const rows = async () => (await database.query(query, { now })).rows;
    expect(await rows()).toEqual([]);
    await database.insert("T", [{ X: 5 }, { X: 200 }]);
    expect(await rows()).toEqual([[200]]);
    await database.clearTable("T");
    await database.insert("T", [{ X: 7 }]);
    expect(await rows()).toEqual([]);
    await database.createTable({ ...table, columns: [...table.columns, { name: "Y", type: "string" }] });
    await database.insert("T", [{ X: 101, Y: "new" }]);
    expect(await rows()).toEqual([[101]]);
  } finally {
    database.close();
  }
});

test("plans are not kept in a child process", async () => {
  await expect(KqlDatabase.open({ repeats: true, isolation: {} })).rejects.toThrow("leave out repeats, or isolation");
});
