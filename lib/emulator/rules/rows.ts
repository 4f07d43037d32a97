import type { QueryResult } from "@sentinel-agent-identities/kql";

/** A result row by column name. */
export type Row = Readonly<Record<string, unknown>>;

/** Query results as objects. */
export function toRows(result: QueryResult): Row[] {
  const names = result.columns.map((c) => c.name);
  return result.rows.map((row) => Object.fromEntries(row.map((value, i) => [names[i]!, value])));
}

/** A value as Sentinel writes it into titles, entities and custom details; empty for null. */
export function display(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  // Ticks beyond what is there say nothing to a reader.
  return /^\d{4}-\d\d-\d\dT[\d:]+\.\d{7}Z$/.test(text) ? text.replace(/\.?0+Z$/, "Z") : text;
}
