import { nearest } from "@sentinel-agent-identities/spelling";
import type { Column, RejectedRow } from "../types";
import { toStored } from "../values/storage";

/** Rows turned into columns of stored values. */
export interface ReadRows {
  /** One list per column. */
  readonly data: readonly unknown[][];
  /** Indices of the rows that are in `data`. */
  readonly accepted: readonly number[];
  readonly rejected: readonly RejectedRow[];
}

/** Reads rows as a table's columns; every reason a row cannot be read is reported once, at the first bad column. */
export function readRows(columns: readonly Column[], rows: readonly Record<string, unknown>[]): ReadRows {
  const data: unknown[][] = columns.map(() => []);
  const known = new Set(columns.map((column) => column.name));
  const accepted: number[] = [];
  const rejected: RejectedRow[] = [];
  rows.forEach((row, index) => {
    const problem = unknownColumn(row, known, index) ?? readRow(columns, row, data, accepted.length, index);
    if (problem) rejected.push(problem);
    else accepted.push(index);
  });
  return { data, accepted, rejected };
}

function unknownColumn(
  row: Record<string, unknown>,
  known: ReadonlySet<string>,
  index: number,
): RejectedRow | undefined {
  for (const column of Object.keys(row)) {
    if (known.has(column)) continue;
    const near = nearest(column, known);
    return { index, column, message: `there is no column ${column}${near ? `; did you mean ${near}?` : ""}` };
  }
  return undefined;
}

function readRow(
  columns: readonly Column[],
  row: Record<string, unknown>,
  data: unknown[][],
  position: number,
  index: number,
): RejectedRow | undefined {
  for (const [at, column] of columns.entries()) {
    const read = toStored(row[column.name], column.type);
    if ("error" in read) {
      for (const values of data) values.length = position;
      return { index, column: column.name, message: `${column.name}: ${read.error}` };
    }
    data[at]!.push(read.value);
  }
  return undefined;
}

/** Rows by column name, of rows by name or by place. */
export const recordsOf = (
  rows: readonly (Record<string, unknown> | readonly unknown[])[],
  columns: readonly Column[],
): Record<string, unknown>[] =>
  rows.map((row) =>
    Array.isArray(row)
      ? Object.fromEntries(columns.map((column, index) => [column.name, row[index]]))
      : (row as Record<string, unknown>),
  );
