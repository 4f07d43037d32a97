/**
 * JSON without loss: whole numbers beyond 2^53 keep their digits because values stay texts. Arrays and objects are
 * taken apart one level at a time.
 */

/** The end of the JSON value that starts at `from`. */
function endOfValue(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const c = text[at]!;
    if (c === '"') at = endOfString(text, at);
    else if (c === "[" || c === "{") depth++;
    else if (c === "]" || c === "}") depth--;
    if (depth < 0) return at;
    if (depth === 0 && (text[at + 1] === "," || text[at + 1] === ":")) return at + 1;
  }
  return text.length;
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** Whether a JSON text is an array. */
export const isArray = (json: string | null): json is string => json?.trimStart().startsWith("[") === true;

/** Whether a JSON text is an object. */
export const isObject = (json: string | null): json is string => json?.trimStart().startsWith("{") === true;

/** The elements of a JSON array, as JSON texts. */
export function items(json: string): string[] {
  const inner = json.trim().slice(1, -1);
  const found: string[] = [];
  for (let at = 0; at < inner.length; ) {
    const end = endOfValue(inner, at);
    found.push(inner.slice(at, end).trim());
    at = end + 1;
  }
  return found.length === 1 && found[0] === "" ? [] : found;
}

/** The members of a JSON object: decoded key and JSON text of the value. */
export function members(json: string): [key: string, value: string][] {
  const inner = json.trim().slice(1, -1);
  const found: [string, string][] = [];
  for (let at = 0; at < inner.length; ) {
    while (/\s/.test(inner[at]!)) at++;
    const keyEnd = endOfString(inner, at);
    const key = JSON.parse(inner.slice(at, keyEnd + 1)) as string;
    const colon = inner.indexOf(":", keyEnd);
    const end = endOfValue(inner, colon + 1);
    found.push([key, inner.slice(colon + 1, end).trim()]);
    at = end + 1;
  }
  return found;
}

export const arrayOf = (values: readonly string[]): string => `[${values.join(",")}]`;

export const objectOf = (entries: Iterable<readonly [string, string]>): string =>
  `{${[...entries].map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(",")}}`;

/** Values nested deeper are not taken apart: each level takes a part of the stack. */
const DEEPEST = 1000;

/** Whether arrays and objects of a JSON text lie too deep in one another to be taken apart. */
export function isTooDeep(json: string): boolean {
  if (json.length <= 2 * DEEPEST) return false;
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const c = json.charCodeAt(at);
    if (c === quote) at = endOfString(json, at);
    else if (c === openArray || c === openObject) {
      if (++depth > DEEPEST) return true;
    } else if (c === closeArray || c === closeObject) depth--;
  }
  return false;
}

const [quote, openArray, openObject, closeArray, closeObject] = [...'"[{]}'].map((c) => c.charCodeAt(0));

/** A whole number too long for a double is kept as bigint; everything else as JSON.parse gives it. */
export function parseLossless(json: string): unknown {
  if (!/\d{16}/.test(json)) return JSON.parse(json);
  if (isArray(json)) return items(json).map(parseLossless);
  if (isObject(json)) return Object.fromEntries(members(json).map(([key, value]) => [key, parseLossless(value)]));
  if (/^-?\d{16,}$/.test(json) && !Number.isSafeInteger(Number(json))) return BigInt(json);
  return JSON.parse(json);
}

/** Compact JSON text of a value that may hold bigints. */
export function printLossless(value: unknown): string {
  if (typeof value === "object" && value !== null) {
    try {
      return JSON.stringify(value) ?? "null";
    } catch (error) {
      // Otherwise it holds a bigint, which plain JSON cannot: part by part.
      if (error instanceof RangeError) throw error;
    }
  }
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return arrayOf(value.map(printLossless));
  if (typeof value === "object" && value !== null) {
    return objectOf(
      Object.entries(value)
        .filter(([, inner]) => inner !== undefined)
        .map(([key, inner]) => [key, printLossless(inner)]),
    );
  }
  return JSON.stringify(value) ?? "null";
}

/** A raw scalar as text: strings decoded, the rest as JSON. */
export const rawText = (json: string): string =>
  json.startsWith('"') ? (JSON.parse(json) as string) : json === "null" ? "" : json;
