import { type Scalar, scalar } from "../../plan/scalar";
import { toDynamic } from "../convert";
import type { CompileCall, FunctionFamily, ScriptFunction } from "../family";
import type { Call } from "../scope";

/** The JSON text of an argument, 'null' when it is missing. */
export const seriesArg = (call: Call, index: number): string =>
  index < call.args.length ? `coalesce(${toDynamic(call.arg(index)).sql}::VARCHAR, 'null')` : "'null'";

/** Numbers of a JSON array; what is none is NaN. */
export function numbersOf(json: string): number[] | undefined {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed)
    ? parsed.map((item) =>
        typeof item === "number" ? item : item === "NaN" || item === null ? Number.NaN : Number(item),
      )
    : undefined;
}

/** Writes numbers as Kusto's series do: whole ones with a decimal, what is no number as text. */
export const jsonNumber = (value: unknown): string => {
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") return "null";
  if (Number.isNaN(value)) return '"NaN"';
  if (!Number.isFinite(value)) return value > 0 ? '"Infinity"' : '"-Infinity"';
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? `${Object.is(value, -0) ? "-0" : value}.0` : String(value);
};

export const jsonNumbers = (values: readonly unknown[]): string => `[${values.map(jsonNumber).join(",")}]`;

type Binary = (a: number, b: number) => number | boolean;

const binary: Readonly<Record<string, Binary>> = {
  series_add: (a, b) => a + b,
  series_subtract: (a, b) => a - b,
  series_multiply: (a, b) => a * b,
  series_divide: (a, b) => a / b,
  series_pow: (a, b) => a ** b,
  series_greater: (a, b) => a > b,
  series_greater_equals: (a, b) => a >= b,
  series_less: (a, b) => a < b,
  series_less_equals: (a, b) => a <= b,
  series_equals: (a, b) => a === b,
  series_not_equals: (a, b) => a !== b,
};

const unary: Readonly<Record<string, (value: number) => number>> = {
  series_abs: Math.abs,
  series_acos: Math.acos,
  series_asin: Math.asin,
  series_atan: Math.atan,
  series_ceiling: Math.ceil,
  series_cos: Math.cos,
  series_exp: Math.exp,
  series_floor: Math.floor,
  series_log: Math.log,
  series_sign: Math.sign,
  series_sin: Math.sin,
  series_tan: Math.tan,
};

/** Element by element; a single number stands for a series of it, a missing element makes null. */
function elementwise(run: Binary) {
  return (first: string, second: string): string | null => {
    const a = JSON.parse(first) as unknown;
    const b = JSON.parse(second) as unknown;
    if (!Array.isArray(a) && !Array.isArray(b)) return null;
    const length = Math.max(Array.isArray(a) ? a.length : 0, Array.isArray(b) ? b.length : 0);
    const at = (side: unknown, index: number): unknown => (Array.isArray(side) ? side[index] : side);
    return `[${Array.from({ length }, (_, index) => {
      const [x, y] = [at(a, index), at(b, index)];
      return typeof x === "number" && typeof y === "number" ? jsonNumber(run(x, y)) : "null";
    }).join(",")}]`;
  };
}

const binaryScript = ([name, run]: [string, Binary]): ScriptFunction => ({
  name: `kql_${name}`,
  parameters: ["VARCHAR", "VARCHAR"],
  returns: "VARCHAR",
  run: elementwise(run),
});

const unaryScript = ([name, run]: [string, (value: number) => number]): ScriptFunction => ({
  name: `kql_${name}`,
  parameters: ["VARCHAR"],
  returns: "VARCHAR",
  run: (json: string) => {
    const values: unknown = JSON.parse(json);
    return Array.isArray(values)
      ? `[${values.map((value) => (typeof value === "number" ? jsonNumber(run(value)) : "null")).join(",")}]`
      : null;
  },
});

/** A call of the script of the same name, over JSON texts; its result is dynamic. */
export const seriesCall =
  (name: string, parameters: number): CompileCall =>
  (call): Scalar =>
    scalar(
      "dynamic",
      `kql_${name}(${Array.from({ length: parameters }, (_, index) => seriesArg(call, index)).join(", ")})::JSON`,
    );

/** Element-wise arithmetic and comparison of series. */
export const seriesLists: FunctionFamily = {
  functions: Object.fromEntries([
    ...Object.keys(binary).map((name) => [name, seriesCall(name, 2)]),
    ...Object.keys(unary).map((name) => [name, seriesCall(name, 1)]),
  ]),
  scripts: [...Object.entries(binary).map(binaryScript), ...Object.entries(unary).map(unaryScript)],
};
