import type { Column } from "@sentinel-agent-identities/kql";
import { TooDeep } from "@sentinel-agent-identities/otlp";
import type { InputRow, RejectedRow } from "./input-row";

type Data = InputRow["data"];

/** Levels of a dynamic value. Deeper ones take the engine down, or minutes, and with it the rows beside them. */
const deepest = 100;
const loneSurrogate = /\p{Surrogate}/gu;
const anySurrogate = /[\ud800-\udfff]/;

/**
 * A row that can be stored whatever is in it, so that it cannot spoil the rows it came with: U+FFFD stands for half of a
 * surrogate pair, and `"NaN"` and `"Infinity"` for numbers that JSON cannot write.
 * @returns why not, for a value that is nested too deep
 */
export function soundRow(target: string, columns: readonly Column[], row: InputRow): InputRow | RejectedRow {
  try {
    for (const { name, type } of columns) if (type === "dynamic") checkText(row.data[name]);
    // The columns do not count as a level. Nearly all rows are sound, and stay the objects they are.
    return isSound(row.data, -1) ? row : { ...row, data: sound(row.data) as Data };
  } catch (error) {
    if (!(error instanceof Deep)) throw error;
    const column = Object.keys(row.data).find((name) => isDeep(row.data[name])) ?? "";
    return { target, place: row.place, column, message: `${column}: nested more than ${deepest} deep; flatten it` };
  }
}

class Deep extends Error {}

/** @param depth levels around the value */
function isSound(value: unknown, depth: number): boolean {
  if (typeof value === "string") return !anySurrogate.test(value) || value.replace(loneSurrogate, "") === value;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return true;
  if (depth === deepest || value instanceof TooDeep) throw new Deep();
  let all = true;
  // To the end: what is too deep may come last.
  for (const key in value)
    all = isSound((value as Record<string, unknown>)[key], depth + 1) && isSound(key, depth) && all;
  return all;
}

function sound(value: unknown): unknown {
  if (typeof value === "string") return value.replace(loneSurrogate, "\ufffd");
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(sound);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [sound(key), sound(inner)]));
}

/** A dynamic column takes text that looks like JSON apart. */
function checkText(value: unknown): void {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return;
  let open = 0;
  for (const [token] of value.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === "[" || token === "{") open++;
    else if (token === "]" || token === "}") open--;
    if (open > deepest) throw new Deep();
  }
}

function isDeep(value: unknown): boolean {
  try {
    checkText(value);
    isSound(value, 0);
    return false;
  } catch {
    return true;
  }
}
