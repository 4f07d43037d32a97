import type { Column } from "../../kql";
import { TooDeep } from "../../otlp";
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
    const data = Object.fromEntries(Object.entries(row.data).map(([name, value]) => [name, sound(value, 0)])) as Data;
    for (const { name, type } of columns) if (type === "dynamic") checkText(data[name]);
    return { ...row, data };
  } catch (error) {
    if (!(error instanceof Deep)) throw error;
    const column = Object.keys(row.data).find((name) => isDeep(row.data[name])) ?? "";
    return { target, place: row.place, column, message: `${column}: nested more than ${deepest} deep; flatten it` };
  }
}

class Deep extends Error {}

function sound(value: unknown, depth: number): unknown {
  if (typeof value === "string") return anySurrogate.test(value) ? value.replace(loneSurrogate, "\ufffd") : value;
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === deepest || value instanceof TooDeep) throw new Deep();
  if (Array.isArray(value)) return value.map((item) => sound(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [sound(key, depth) as string, sound(inner, depth + 1)]),
  );
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
    checkText(sound(value, 0));
    return false;
  } catch {
    return true;
  }
}
