import { Token } from "./cdktf";

/**
 * Makes static text safe inside Terraform: `${` and `%{` would otherwise open a template.
 * @throws when the text holds a token, which escaping would turn into a dead reference
 */
export function escapeTemplate(text: string): string {
  if (Token.isUnresolved(text)) {
    throw new Error(
      "static text is escaped before references are put into it: pass references as separate settings, not inside the text",
    );
  }
  // A function, because "$$" in a replacement string means "$".
  return text.replace(/([$%])\{/g, (_match, sign: string) => `${sign}${sign}{`);
}

/** Escapes every string of plain data, keys included; numbers, booleans and null stay. */
export function escapeData<T>(value: T): T {
  if (typeof value === "string") return escapeTemplate(value) as T;
  if (Array.isArray(value)) return value.map((item) => escapeData(item)) as T;
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeTemplate(key), escapeData(item)])) as T;
  }
  return value;
}
