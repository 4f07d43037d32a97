import { toJson } from "./json";
import { Float, type Value } from "./value";

/** A value inside text: `@{…}`, `concat`, `string`. Booleans are capitalised, objects become JSON, null nothing. */
export function toText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return value instanceof Float ? String(value.value) : toJson(value);
}

/** A value in an error message: short, on one line. */
export function shown(value: Value): string {
  const text = toJson(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
