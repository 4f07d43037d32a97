import { isShared } from "./shared-data";

/** By the line break that the text has within it. */
const texts = new WeakMap<object, Map<string, string>>();

/** JSON as the framework writes it: keys in order, two spaces, and a line break even between empty brackets. */
export function stableJson(value: unknown, line = "\n"): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (!isShared(value)) return written(value, line);
  let known = texts.get(value);
  if (!known) {
    known = new Map();
    texts.set(value, known);
  }
  let text = known.get(line);
  if (text === undefined) {
    text = written(value, line);
    known.set(line, text);
  }
  return text;
}

function written(value: object, line: string): string {
  const inner = `${line}  `;
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ","}${inner}${stableJson(item, inner)}`;
    return `[${text}${line}]`;
  }
  const properties = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(properties).sort()) {
    const item = properties[key];
    if (item !== undefined) text += `${text && ","}${inner}${JSON.stringify(key)}: ${stableJson(item, inner)}`;
  }
  return `{${text}${line}}`;
}
