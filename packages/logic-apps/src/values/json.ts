import { Float, isArray, type Value } from "./value";

/** JSON text of a value; integers of 64 bits keep every digit. */
export function toJson(value: Value, indent = 0, depth = 1): string {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Float) return value.value.toFixed(1);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const parts = isArray(value)
    ? value.map((item) => toJson(item, indent, depth + 1))
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${JSON.stringify(key)}:${indent ? " " : ""}${toJson(item, indent, depth + 1)}`);
  const [open, close] = isArray(value) ? "[]" : "{}";
  if (parts.length === 0 || indent === 0) return `${open}${parts.join(",")}${close}`;
  const pad = `\n${" ".repeat(indent * depth)}`;
  return `${open}${pad}${parts.join(`,${pad}`)}\n${" ".repeat(indent * (depth - 1))}${close}`;
}
