import type { Node } from "../language/node";
import { type Scalar, scalar, shifted } from "../plan/scalar";
import type { KqlType } from "../types";
import { MAX_DATETIME_TICKS } from "../values/datetime";
import { convert, decimalTooLarge } from "./convert";
import type { FunctionFamily } from "./family";
import { ticksLiteral } from "./literals";
import type { Scope } from "./scope";

const ticks = (type: KqlType): boolean => type === "datetime" || type === "timespan";

/** Operands of arithmetic: dynamic values count as the number the binder expects. */
function operand(value: Scalar, result: KqlType, other: Scalar): Scalar {
  if (value.type !== "dynamic") return value;
  return convert(value, ticks(other.type) ? other.type : result === "dynamic" ? "real" : result);
}

export function arithmetic(node: Node, scope: Scope): Scalar {
  const rawLeft = scope.scalar(node.get("Left"));
  const rawRight = scope.scalar(node.get("Right"));
  const type = node.type ?? "real";
  const left = operand(rawLeft, type, rawRight);
  const right = operand(rawRight, type, rawLeft);
  const operator = node.kind.replace("Expression", "");
  const folded = foldTicks(operator, left, right, type);
  if (folded) return folded;
  const nullable = left.nullable || right.nullable;
  const a = left.sql;
  const b = right.sql;
  if (left.type === "decimal" || right.type === "decimal") return decimal(operator, left, right, type, node, scope);
  const real = type === "real" || left.type === "real" || right.type === "real";
  switch (operator) {
    case "Add":
    case "Subtract": {
      const sign = operator === "Add" ? "+" : "-";
      if (type === "datetime") {
        const [from, span] = left.type === "datetime" ? [a, boundedSpan(right)] : [boundedSpan(left), b];
        const sum = scalar(type, `kql_datetime_range(${from} ${sign} ${span})`);
        return shifted(sum, left, right, operator === "Add" ? 1n : -1n);
      }
      return real
        ? scalar("real", `(${a} ${sign} ${b})`, nullable)
        : scalar(
            type,
            small(left, right) ? `(${a} ${sign} ${b})` : wrapping(operator === "Add" ? "add" : "subtract", a, b),
            nullable,
          );
    }
    case "Multiply":
      if (type === "timespan") {
        return real
          ? scalar(type, `kql_real_long((${a})::DOUBLE * ${b})`)
          : scalar(type, wrapping("multiply", a, b), nullable);
      }
      return real ? scalar("real", `(${a} * ${b})`, nullable) : scalar(type, wrapping("multiply", a, b), nullable);
    case "Divide":
      if (type === "timespan" && !ticks(right.type)) {
        return scalar(type, `kql_real_long((${a})::DOUBLE / ${b})`);
      }
      return real
        ? scalar("real", `((${a})::DOUBLE / (${b})::DOUBLE)`, nullable)
        : scalar(type, `kql_divide(${a}, ${b})`);
    case "Modulo":
      return real ? scalar("real", `kql_modulo_real(${a}, ${b})`) : scalar(type, `kql_modulo(${a}, ${b})`);
    default:
      return scope.refuse(node.kind, node);
  }
}

/** A timespan that a datetime can be moved by, in SQL; null when it is longer than time is. */
export function boundedSpan({ sql, literal }: Scalar): string {
  const ticks = literal?.value;
  return typeof ticks === "bigint" && abs(ticks) <= MAX_DATETIME_TICKS
    ? sql
    : `kql_bounded(${sql}, ${MAX_DATETIME_TICKS})`;
}

/** Literals of 32 bits cannot overflow with a column that holds one, but long columns can. */
const small = (left: Scalar, right: Scalar): boolean =>
  [left, right].every(
    ({ type, literal }) => type === "int" || (typeof literal?.value === "bigint" && abs(literal.value) < 2n ** 53n),
  );

const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** Arithmetic on timespan and datetime literals, so that `14d + 1h` and `3 * 1d` stay literals. */
function foldTicks(operator: string, left: Scalar, right: Scalar, type: KqlType): Scalar | undefined {
  const a = left.literal?.value;
  const b = right.literal?.value;
  if (!ticks(type) || typeof a !== "bigint" || typeof b !== "bigint") return undefined;
  const result =
    operator === "Add" ? a + b : operator === "Subtract" ? a - b : operator === "Multiply" ? a * b : undefined;
  return result === undefined || (type === "datetime" && (result < 0n || result > MAX_DATETIME_TICKS))
    ? undefined
    : ticksLiteral(type, BigInt.asIntN(64, result));
}

function decimal(operator: string, left: Scalar, right: Scalar, type: KqlType, node: Node, scope: Scope): Scalar {
  if (left.type === "real" || right.type === "real") {
    const symbols: Record<string, string> = { Add: "+", Subtract: "-", Multiply: "*", Divide: "/" };
    const symbol = symbols[operator] ?? scope.refuse(`${operator} of decimal and real`, node);
    return scalar("real", `((${left.sql})::DOUBLE ${symbol} (${right.sql})::DOUBLE)`);
  }
  const a = convert(left, "decimal").sql;
  const b = convert(right, "decimal").sql;
  return scalar(type, `kql_decimal(${`'${operator}'`}, ${a}::VARCHAR, ${b}::VARCHAR)::DECIMAL(38,18)`);
}

const scale = 10n ** 18n;
const unscaled = (text: string): bigint => {
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  const value = BigInt(whole + fraction.padEnd(18, "0").slice(0, 18));
  return text.startsWith("-") ? -value : value;
};

/** A quotient, halves away from zero. */
function rounded(a: bigint, b: bigint): bigint {
  const size = (2n * abs(a) + abs(b)) / (2n * abs(b));
  return a < 0n === b < 0n ? size : -size;
}

const tooLarge = 10n ** 38n;

function decimalScript(operator: string, a: string, b: string): string | null {
  const x = unscaled(a);
  const y = unscaled(b);
  if ((operator === "Divide" || operator === "Modulo") && y === 0n) return null;
  const result =
    operator === "Add"
      ? x + y
      : operator === "Subtract"
        ? x - y
        : operator === "Multiply"
          ? rounded(x * y, scale)
          : operator === "Divide"
            ? rounded(x * scale, y)
            : ((x % y) + abs(y)) % abs(y);
  if (abs(result) >= tooLarge) throw new Error(decimalTooLarge);
  const digits = String(abs(result)).padStart(19, "0");
  return `${result < 0n ? "-" : ""}${digits.slice(0, -18)}.${digits.slice(-18)}`;
}

export function negate(node: Node, scope: Scope): Scalar {
  const raw = scope.scalar(node.get("Expression"));
  const value = raw.type === "dynamic" ? convert(raw, "real") : raw;
  const literal = value.literal?.value;
  if (typeof literal === "bigint") {
    const type = value.type === "int" ? "int" : value.type;
    return { ...scalar(type, `(${-literal})::BIGINT`, false), literal: { value: -literal } };
  }
  if (typeof literal === "number") return { ...scalar("real", `(-${value.sql})`, false), literal: { value: -literal } };
  return value.type === "real" || value.type === "decimal"
    ? scalar(value.type, `(-${value.sql})`, value.nullable)
    : scalar(value.type, wrapping("subtract", "0::BIGINT", value.sql), value.nullable);
}

/** Operands whose sum cannot overflow. */
const halfRange = (name: string): string => `${name} BETWEEN -4611686018427387904 AND 4611686018427387903`;
/** Operands whose product cannot overflow. */
const rootRange = (name: string): string => `${name} BETWEEN -3037000499 AND 3037000499`;

/**
 * Wrapping arithmetic: the checked form is as fast as plain arithmetic but repeats its operands, so that only columns
 * and literals get it.
 */
export function wrapping(operation: "add" | "subtract" | "multiply", a: string, b: string): string {
  const atomic = [a, b].every((sql) => /^("(?:[^"]|"")*"|\(?-?\d+\)?::BIGINT)$/.test(sql));
  return `kql_${operation}${atomic ? "" : "_wide"}(${a}, ${b})`;
}

/** What arithmetic needs inside DuckDB: long overflow wraps, division by zero is null, modulo is never negative. */
export const arithmeticFamily: FunctionFamily = {
  functions: {},
  macros: [
    "kql_wrap(x) AS (((x + 9223372036854775808::HUGEINT) & 18446744073709551615::HUGEINT) - 9223372036854775808::HUGEINT)::BIGINT",
    `kql_add(a, b) AS CASE WHEN ${halfRange("a")} AND ${halfRange("b")} THEN a + b ELSE kql_add_wide(a, b) END`,
    `kql_subtract(a, b) AS CASE WHEN ${halfRange("a")} AND ${halfRange("b")} THEN a - b ELSE kql_subtract_wide(a, b) END`,
    `kql_multiply(a, b) AS CASE WHEN ${rootRange("a")} AND ${rootRange("b")} THEN a * b ELSE kql_multiply_wide(a, b) END`,
    "kql_add_wide(a, b) AS kql_wrap(a::HUGEINT + b::HUGEINT)",
    "kql_subtract_wide(a, b) AS kql_wrap(a::HUGEINT - b::HUGEINT)",
    "kql_multiply_wide(a, b) AS kql_wrap(a::HUGEINT * b::HUGEINT)",
    "kql_divide(a, b) AS CASE WHEN b = 0 THEN NULL WHEN b = -1 THEN kql_subtract(0::BIGINT, a) ELSE a // b END",
    "kql_modulo(a, b) AS CASE WHEN b = 0 THEN NULL WHEN b = -1 THEN a & 0 WHEN a % b >= 0 THEN a % b WHEN b > 0 THEN a % b + b ELSE a % b - b END",
    "kql_modulo_real(a, b) AS CASE WHEN b = 0 THEN 'nan'::DOUBLE ELSE (((a::DOUBLE) % abs(b)) + abs(b)) % abs(b) END",
    "kql_datetime_range(t) AS CASE WHEN t BETWEEN 0 AND 3155378975999999999 THEN t END",
    "kql_bounded(x, most) AS CASE WHEN x BETWEEN -most AND most THEN x END",
  ],
  scripts: [
    { name: "kql_decimal", parameters: ["VARCHAR", "VARCHAR", "VARCHAR"], returns: "VARCHAR", run: decimalScript },
  ],
};
