import type { Attributes, AttributeValue } from "@opentelemetry/api";

type Value = AttributeValue | undefined;

/** An attribute as text, as KQL's `tostring()` gives it: empty where there is none. */
export function textOf(value: Value): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The first of these attributes that has text. */
export function firstText(...values: readonly Value[]): string {
  for (const value of values) {
    const text = textOf(value);
    if (text !== "") return text;
  }
  return "";
}

/** An attribute as a whole number, as KQL's `tolong()` gives it: cut towards zero, undefined for anything that is none. */
export function wholeOf(value: Value): number | undefined {
  const isDigits = typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value);
  if (typeof value !== "number" && typeof value !== "boolean" && !isDigits) return undefined;
  const whole = Math.trunc(Number(value));
  // A negative zero would be written as "0" and read as another number.
  return Number.isSafeInteger(whole) ? whole + 0 : undefined;
}

/** An attribute as a whole number of 32 bits, as KQL's `toint()` gives it: a larger number wraps, a larger text is none. */
export function intOf(value: Value): number | undefined {
  const whole = wholeOf(value);
  if (whole === undefined || (typeof value === "string" && whole !== (whole | 0))) return undefined;
  return whole | 0;
}

/** Reads attributes by name. */
export type Reader = (name: string) => Value;

/** @param attributes of a span or a resource */
export function readerOf(attributes: Attributes): Reader {
  return (name) => (Object.hasOwn(attributes, name) ? attributes[name] : undefined);
}
