import type { QueryResult } from "@sentinel-agent-identities/kql";
import Table from "cli-table3";
import type { ResultFormat } from "./result-formats";

/** Rows of a query as a person or a program reads them. */
export function formatResult(result: QueryResult, format: ResultFormat): string {
  switch (format) {
    case "json":
      return jsonOf(result);
    case "csv":
      return [result.columns.map((c) => c.name), ...result.rows].map((row) => row.map(csvField).join(",")).join("\n");
    case "table":
      return tableOf(result);
  }
}

/** JSON in which integers beyond 2^53 keep every digit. */
export function jsonOf(value: unknown): string {
  const marked = JSON.stringify(value, (_key, item) => (typeof item === "bigint" ? `\u0000${item}\u0000` : item));
  return marked.replace(/"\\u0000(-?\d+)\\u0000"/g, "$1");
}

function csvField(value: unknown): string {
  const text = plain(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tableOf({ columns, rows }: QueryResult): string {
  const table = new Table({ head: columns.map((c) => c.name), style: { head: [], border: [] } });
  table.push(...rows.map((row) => row.map(plain)));
  return `${table.toString()}\n${rows.length} row(s)`;
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? jsonOf(value) : String(value);
}
