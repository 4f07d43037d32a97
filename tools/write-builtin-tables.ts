/**
 * Writes lib/log-analytics/builtin-tables.json: names and types of the built-in Log Analytics columns.
 * Usage: tsx tools/write-builtin-tables.ts <la_table_schemas.csv>
 * (columns table_name, column_name, column_type; schema facts from the public Azure Monitor table reference)
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** Columns that every table has though its own reference page may leave them out. */
const everywhere = {
  TenantId: "string",
  SourceSystem: "string",
  Type: "string",
  _ResourceId: "string",
  _SubscriptionId: "string",
};
const kustoNames: Record<string, string> = { boolean: "bool", double: "real" };
const known = new Set(["bool", "datetime", "decimal", "dynamic", "guid", "int", "long", "real", "string", "timespan"]);

async function main(csv: string | undefined): Promise<void> {
  if (!csv) throw new Error("usage: tsx tools/write-builtin-tables.ts <la_table_schemas.csv>");
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    "SELECT table_name, column_name, lower(column_type) FROM read_csv($1, header = true)",
    [csv],
  );
  const tables = new Map<string, Record<string, string>>();
  for (const [table, column, type] of reader.getRows() as [string, string, string][]) {
    const kusto = kustoNames[type] ?? type;
    if (!known.has(kusto) || !/^[A-Za-z_]\w*$/.test(column)) continue;
    tables.set(table, { ...(tables.get(table) ?? everywhere), [column]: kusto });
  }
  // A page that shows only what single services add leaves this one out.
  for (const columns of tables.values()) columns.TimeGenerated ??= "datetime";
  const lines = [...tables]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, columns]) => `${JSON.stringify(name)}:${JSON.stringify(columns)}`);
  writeFileSync(join(__dirname, "../lib/log-analytics/builtin-tables.json"), `{\n${lines.join(",\n")}\n}\n`);
  console.log(`${lines.length} tables`);
}

void main(process.argv[2]);
