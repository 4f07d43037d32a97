import { escapedXml } from "@sentinel-agent-identities/xml";
import { toText } from "../../values/text";
import { isArray, isObject, type Value } from "../../values/value";
import { itemsOf } from "../items-of";
import { failed, succeeded } from "../record";
import type { Executor, Step } from "../step";

export const table: Executor = (step) => {
  const from = itemsOf(step);
  const format = String(step.input("format")).toUpperCase();
  const inputs = { from, format };
  const write = { HTML: html, CSV: csv }[format];
  if (!write) return failed("BadRequest", `"${format}" is no table format; use HTML or CSV`, { inputs });
  const columns = columnsOf(step, from);
  const rows = from.map((item, i) => columns.map(({ value }) => toText(value(item, i))));
  return succeeded(inputs, {
    body: write(
      columns.map(({ header }) => header),
      rows,
    ),
  });
};

interface Column {
  readonly header: string;
  readonly value: (item: Value, row: number) => Value;
}

/** The columns as listed, or the properties of the items. */
function columnsOf(step: Step, from: readonly Value[]): Column[] {
  const listed = step.raw("columns");
  if (!isArray(listed)) {
    const names = new Set(from.flatMap((item) => (isObject(item) ? Object.keys(item) : [])));
    return [...names].map((name) => ({
      header: name,
      value: (item) => (isObject(item) ? (item[name] ?? null) : null),
    }));
  }
  return listed.map((column, i) => {
    const part = (name: string, item?: Value) =>
      step.resolve(isObject(column) ? (column[name] ?? null) : null, ["inputs", "columns", i, name], item);
    return { header: toText(part("header")), value: (item) => part("value", item) };
  });
}

function html(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapedXml(cell)}</${tag}>`).join("")}</tr>`;
  return `<table><thead>${line(headers, "th")}</thead><tbody>${rows.map((row) => line(row, "td")).join("")}</tbody></table>`;
}

function csv(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return [headers, ...rows].map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
}
