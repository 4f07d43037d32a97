import type { KqlType, TableSchema } from "../kql";
import tables from "./builtin-tables.json";

/** The built-in tables with their columns (schema facts of the public Azure Monitor table reference). */
export function builtinTables(): TableSchema[] {
  return Object.entries(tables as Record<string, Record<string, string>>).map(([name, columns]) => ({
    name,
    columns: Object.entries(columns).map(([column, type]) => ({ name: column, type: type as KqlType })),
  }));
}
