import { KqlDatabase, type TableSchema } from "@sentinel-agent-identities/kql";

/** The end of the 14 days that the rows cover. */
export const now = new Date("2026-03-15T00:00:00Z");
/** 100 ns ticks since year 1, in which the engine stores datetimes. */
export const ticks = (date: Date): bigint => BigInt(date.getTime()) * 10_000n + 621_355_968_000_000_000n;
export const day = 864_000_000_000n;

export const tables: readonly TableSchema[] = [
  {
    name: "Signins",
    columns: [
      { name: "TimeGenerated", type: "datetime" },
      { name: "User", type: "string" },
      { name: "IP", type: "string" },
      { name: "ResultType", type: "string" },
      { name: "App", type: "string" },
      { name: "Location", type: "dynamic" },
    ],
  },
  {
    name: "Processes",
    columns: [
      { name: "TimeGenerated", type: "datetime" },
      { name: "Host", type: "string" },
      { name: "FileName", type: "string" },
      { name: "CommandLine", type: "string" },
    ],
  },
];

const start = ticks(now) - 14n * day;

/** Rows made by DuckDB itself: the same in every run, and quick for ten million. */
const fill: Readonly<Record<string, (rows: number) => string>> = {
  Signins: (rows) => `
    INSERT INTO "Signins"
    SELECT ${start} + (i * 14 * ${day}::HUGEINT // ${rows})::BIGINT,
      'user' || (hash(i) % 20000) || '@contoso.com',
      '10.' || (hash(i + 1) % 256) || '.' || (hash(i + 2) % 64) || '.7',
      CASE WHEN hash(i + 3) % 20 = 0 THEN '50126' ELSE '0' END,
      'app' || (hash(i + 4) % 200),
      '{"city":"c' || (hash(i + 5) % 500) || '","geo":{"lon":' || (hash(i + 6) % 180) || '}}',
      0
    FROM range(${rows}) t(i)`,
  Processes: (rows) => `
    INSERT INTO "Processes"
    SELECT ${start} + (i * 14 * ${day}::HUGEINT // ${rows})::BIGINT,
      'host' || (hash(i) % 5000),
      CASE hash(i + 1) % 50 WHEN 0 THEN 'PowerShell.exe' WHEN 1 THEN 'certutil.exe' ELSE 'svc' || (hash(i + 2) % 300) || '.exe' END,
      'C:\\Windows\\app.exe --job ' || (hash(i + 3) % 100000) ||
        CASE WHEN hash(i + 4) % 100 = 0 THEN ' -EncodedCommand SQBFAFgA' ELSE ' --quiet --log c:\\temp\\x' || (hash(i + 5) % 1000) || '.txt' END,
      0
    FROM range(${rows}) t(i)`,
};

/** A database with so many rows in each table; two threads, as the machine this is meant for. */
export async function databaseWith(rows: number): Promise<KqlDatabase> {
  const database = await KqlDatabase.open({ threads: 2 });
  for (const table of tables) {
    await database.createTable(table);
    await handWritten(database, fill[table.name]!(rows));
  }
  return database;
}

/** Runs SQL as someone would write it by hand, on the same tables. */
export function handWritten(database: KqlDatabase, sql: string): Promise<unknown[][]> {
  // biome-ignore lint/complexity/useLiteralKeys: brackets reach the private engine, which nobody else may use
  return database["engine"].columns(sql);
}
