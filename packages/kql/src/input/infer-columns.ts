import type { Column, KqlType } from "../types";
import type { FileRecord } from "./record";

/** An ISO 8601 instant with date, time and zone, as telemetry writes it. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const textual: readonly [RegExp, KqlType][] = [
  [/^[+-]?\d{1,18}$/, "long"],
  [/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, "real"],
  [/^(true|false)$/i, "bool"],
];

/**
 * Columns of a file that no schema describes: every key of every record, in order of appearance, with the narrowest type
 * that holds all its values. Where values disagree, the column is a string; objects and arrays are dynamic.
 * @param text whether values are text that may hold numbers, as in CSV
 */
export async function inferColumns(records: AsyncIterable<FileRecord>, text: boolean): Promise<Column[]> {
  const types = new Map<string, KqlType | undefined>();
  for await (const { data } of records) {
    for (const [name, value] of Object.entries(data)) types.set(name, join(types.get(name), typeOf(value, text)));
  }
  return [...types].map(([name, type]) => ({ name, type: type ?? "string" }));
}

function typeOf(value: unknown, text: boolean): KqlType | undefined {
  switch (typeof value) {
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "long" : "real";
    case "string":
      if (text && value === "") return undefined;
      return (
        (text ? textual.find(([form]) => form.test(value))?.[1] : undefined) ??
        (instant.test(value) ? "datetime" : "string")
      );
    default:
      return value === null ? undefined : "dynamic";
  }
}

function join(a: KqlType | undefined, b: KqlType | undefined): KqlType | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const pair = new Set([a, b]);
  if (pair.has("dynamic")) return "dynamic";
  return pair.has("long") && pair.has("real") ? "real" : "string";
}
