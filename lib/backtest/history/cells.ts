import type { KqlType } from "@sentinel-agent-identities/kql";
import { type DateOrder, readInstant } from "./instant";
import type { Form } from "./record";

/** A value as its column keeps it, or why it cannot be one of the column's type. */
export type Cell =
  | { readonly value: unknown; readonly zone?: string }
  | { readonly problem: string; readonly fix?: string };

const nothing = { value: undefined };

/** Reads a value of an export as one of its column's type: the same row comes out the same, whatever form it was in. */
export function readCell(given: unknown, type: KqlType, form: Form, order?: DateOrder): Cell {
  if (given === null || given === undefined || given === "") return nothing;
  if (given === form.nullWord && type !== "string") return nothing;
  switch (type) {
    case "string":
      return { value: typeof given === "object" ? JSON.stringify(given) : String(given) };
    case "datetime":
      return datetime(given, order);
    case "bool":
      return bool(given);
    case "int":
    case "long":
      return whole(given);
    case "real":
    case "decimal":
      return real(given, type);
    case "dynamic":
      return { value: form.textual && typeof given === "string" ? parsedOr(given) : given };
    default:
      return { value: given };
  }
}

function datetime(given: unknown, order?: DateOrder): Cell {
  const read = typeof given === "string" ? readInstant(given, order) : undefined;
  if (read === "order")
    return {
      problem: `${shown(given)} may have its day or its month first`,
      fix: "pass --date-order mdy or dmy, or set the portal's language to English (United States) before you export",
    };
  if (!read)
    return {
      problem: `${shown(given)} is no instant`,
      fix: "export instants as ISO 8601, such as 2026-03-14T10:05:11Z",
    };
  return { value: read.iso, ...(read.zone === undefined ? {} : { zone: read.zone }) };
}

function bool(given: unknown): Cell {
  const value = { true: true, "1": true, false: false, "0": false }[String(given).toLowerCase()];
  return value === undefined ? { problem: `${shown(given)} is neither true nor false` } : { value };
}

/** Data frames write whole numbers as 5.0 where a column has gaps. */
function whole(given: unknown): Cell {
  const text = typeof given === "number" && Number.isInteger(given) ? BigInt(given).toString() : String(given).trim();
  const digits = text.replace(/\.0+$/, "");
  if (typeof given === "object" || !/^[+-]?\d+$/.test(digits)) return { problem: `${shown(given)} is no whole number` };
  const number = Number(digits);
  return { value: Number.isSafeInteger(number) ? number : digits.replace(/^\+/, "") };
}

function real(given: unknown, type: KqlType): Cell {
  const text = String(given).trim();
  const known = { nan: "NaN", infinity: "Infinity", "-infinity": "-Infinity" }[text.toLowerCase()];
  if (known !== undefined) return { value: known };
  const number = Number(text);
  if (text === "" || Number.isNaN(number)) return { problem: `${shown(given)} is no number` };
  return { value: type === "decimal" ? text : number };
}

/** Exports hold dynamic values as JSON text; text that is no JSON is a value of its own. */
function parsedOr(text: string): unknown {
  if (!/^\s*([[{"\d-]|true$|false$|null$)/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return value === null ? undefined : value;
  } catch {
    return text;
  }
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};
