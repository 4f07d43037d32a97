import type { KqlType } from "../types";
import { formatDatetime, parseDatetime, ticksOfDate } from "./datetime";
import { isTooDeep, parseLossless, printLossless } from "./json";
import { formatTimespan, parseTimespan } from "./timespan";

/** A value in the form it is stored in, or why it cannot be one of its type. */
export type Stored = { readonly value: unknown } | { readonly error: string };

const shown = (value: unknown): string => {
  const text = typeof value === "string" ? JSON.stringify(value) : (printed(value) ?? "…");
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
};

const wrong = (expected: string, value: unknown): Stored => ({ error: `expected ${expected}, got ${shown(value)}` });

const readers: Readonly<Record<KqlType, (value: unknown) => Stored>> = {
  string: (value) =>
    typeof value === "object" ? wrong("a string", value) : { value: typeof value === "string" ? value : String(value) },
  bool: (value) => {
    if (typeof value === "boolean") return { value };
    const known = { true: true, "1": true, false: false, "0": false }[String(value).toLowerCase()];
    return known === undefined ? wrong("true or false", value) : { value: known };
  },
  int: (value) => integer(value, 32),
  long: (value) => integer(value, 64),
  real: (value) => {
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    if (value === "NaN") return { value: Number.NaN };
    return typeof number === "number" && !Number.isNaN(number) ? { value: number } : wrong("a number", value);
  },
  decimal: (value) =>
    /^[+-]?\d+(\.\d+)?$/.test(String(value)) ? { value: String(value) } : wrong("a decimal number", value),
  datetime: (value) => {
    if (value instanceof Date) return { value: ticksOfDate(value) };
    const ticks = typeof value === "string" ? parseDatetime(value) : undefined;
    return ticks === undefined ? wrong("a datetime such as 2026-01-31T12:00:00Z", value) : { value: ticks };
  },
  timespan: (value) => {
    const ticks = typeof value === "string" ? parseTimespan(value) : undefined;
    return ticks === undefined ? wrong("a timespan such as 1.02:03:04", value) : { value: ticks };
  },
  guid: (value) =>
    typeof value === "string" && /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)
      ? { value: value.toLowerCase() }
      : wrong("a guid", value),
  dynamic: (value) => {
    const text = dynamicText(value);
    return text === undefined || isTooDeep(text)
      ? { error: "arrays or objects lie too deep in one another" }
      : { value: text };
  },
};

function integer(value: unknown, bits: number): Stored {
  const text = typeof value === "string" ? value.trim() : String(value);
  if (typeof value === "object" || typeof value === "boolean" || !/^[+-]?\d+$/.test(text))
    return wrong("a whole number", value);
  const number = BigInt(text);
  return BigInt.asIntN(bits, number) === number ? { value: number } : wrong(`a whole number of ${bits} bits`, value);
}

/** A string that holds a JSON object or array counts as that; any other string is itself. Undefined: nested too deep. */
function dynamicText(value: unknown): string | undefined {
  if (typeof value === "string" && isTooDeep(value)) return undefined;
  if (typeof value === "string" && /^\s*[[{]/.test(value)) {
    try {
      JSON.parse(value);
      return printLossless(parseLossless(value));
    } catch {
      return JSON.stringify(value);
    }
  }
  return printed(value);
}

/** JSON text; undefined when the value is nested deeper than the stack is high. */
function printed(value: unknown): string | undefined {
  try {
    return printLossless(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Turns a value into its stored form; null and undefined become null, or '' for strings. */
export function toStored(value: unknown, type: KqlType): Stored {
  if (value === null || value === undefined) return { value: type === "string" ? "" : null };
  return readers[type](value);
}

/** Turns a stored value into the form results are given in. */
export function fromStored(value: unknown, type: KqlType): unknown {
  if (value === null || value === undefined) return null;
  switch (type) {
    case "datetime":
      return formatDatetime(value as bigint);
    case "timespan":
      return formatTimespan(value as bigint);
    case "dynamic":
      return isTooDeep(value as string) ? value : parseLossless(value as string);
    case "long":
    case "int":
      return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case "real":
      return Number.isFinite(value) ? value : String(value);
    case "decimal":
      return String(value).replace(/\.?0+$/, "");
    default:
      return value;
  }
}
