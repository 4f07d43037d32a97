import Table from "cli-table3";
import type { ReportTable } from "./tables";

const none = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
    .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"])
    .map((name) => [name, ""]),
);

/** Tables for a terminal. */
export const tablesText = (tables: readonly ReportTable[]): string => tables.map(tableText).join("\n\n");

function tableText({ title, head, rows, notes = [] }: ReportTable): string {
  const lines = [title, rows.length === 0 ? "  none" : grid(head, rows), ...notes.map((note) => `  ${note}`)];
  return lines.join("\n");
}

function grid(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = (column: number) => rows.every((row) => /^[\d,.]*$/.test(row[column] ?? ""));
  const table = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (isNumber(i) ? ("right" as const) : ("left" as const))),
    chars: { ...none, middle: "  " },
    style: { head: [], border: [], "padding-left": 1, "padding-right": 0, compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
