import type { KqlType, TableSchema } from "@sentinel-agent-identities/kql";
import tables from "./builtin-tables.json";

/** The built-in tables with their columns (schema facts of the public Azure Monitor table reference). */
export function builtinTables(): readonly TableSchema[] {
  known ??= Object.entries(tables as Record<string, Record<string, string>>).map(([name, columns]) => ({
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type: type as KqlType })),
  }));
  return known;
}

/** The same objects for all who ask: what is known of a table is kept by it. */
let known: readonly TableSchema[] | undefined;
