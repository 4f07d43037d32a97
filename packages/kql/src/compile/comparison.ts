import type { Node } from "../language/node";
import { type Bound, boundByBin } from "../plan/bound";
import { type Scalar, scalar, shifted, total } from "../plan/scalar";
import { NOW } from "../plan/sql";
import { convert, dynamicText, isNumeric, sameStorage, toText } from "./convert";
import type { FunctionFamily } from "./family";
import type { Scope } from "./scope";

/** Brings two operands to one type, as comparisons do. */
export function comparable(left: Scalar, right: Scalar): [Scalar, Scalar] {
  if (sameStorage(left.type, right.type)) return [left, right];
  if (left.type === "dynamic") return [fromDynamic(left, right), right];
  if (right.type === "dynamic") return [left, fromDynamic(right, left)];
  if (left.type === "bool" && isNumeric(right.type)) return [convert(left, "long"), right];
  if (right.type === "bool" && isNumeric(left.type)) return [left, convert(right, "long")];
  if (left.type === "string") return [convert(left, right.type), right];
  if (right.type === "string") return [left, convert(right, left.type)];
  return [left, right];
}

/** A dynamic value compared with a typed one counts as a value of that type, if it is one. */
function fromDynamic(value: Scalar, other: Scalar): Scalar {
  if (other.type === "string") return scalar("string", dynamicText(value), true);
  return other.type === "int" ? convert(value, "long") : convert(value, other.type);
}

/** `a == b` that is true or false whenever one side has a value; null only for two nulls. */
export function equals(rawLeft: Scalar, rawRight: Scalar): Scalar {
  const [left, right] = comparable(rawLeft, rawRight);
  const a = left.sql;
  const b = right.sql;
  if (left.type === "real" || right.type === "real") return realEquals(left, right);
  if (!left.nullable && !right.nullable) return total(`(${a} = ${b})`);
  const filterSql = `(${a} = ${b})`;
  if (!left.nullable || !right.nullable) return { ...total(`coalesce(${a} = ${b}, false)`), filterSql };
  return { ...scalar("bool", `kql_equal(${a}, ${b})`), filterSql };
}

const realEquals = (left: Scalar, right: Scalar): Scalar => {
  const a = left.sql;
  const b = right.sql;
  const literal = left.literal ?? right.literal;
  const nanSafe = typeof literal?.value === "number" && !Number.isNaN(literal.value);
  const filterSql = nanSafe ? `(${a} = ${b})` : `(${a} = ${b} AND NOT isnan((${a})::DOUBLE))`;
  if (!left.nullable || !right.nullable) return { ...total(`coalesce(${filterSql}, false)`), filterSql };
  return {
    ...scalar("bool", `CASE WHEN ${a} IS NULL AND ${b} IS NULL THEN NULL ELSE coalesce(${filterSql}, false) END`),
    filterSql,
  };
};

/** `a != b`: true when one side only is null. */
export function notEquals(left: Scalar, right: Scalar): Scalar {
  const same = equals(left, right);
  return same.nullable ? scalar("bool", `(NOT ${same.sql})`) : total(`(NOT ${same.sql})`);
}

const symbols: Readonly<Record<string, string>> = {
  LessThanExpression: "<",
  LessThanOrEqualExpression: "<=",
  GreaterThanExpression: ">",
  GreaterThanOrEqualExpression: ">=",
};

const mayBeNan = ({ type, literal }: Scalar): boolean => type === "real" && (!literal || Number.isNaN(literal.value));

/** The four orderings stay three-valued: null when a side is null. */
export function compare(symbol: string, rawLeft: Scalar, rawRight: Scalar): Scalar {
  const [left, right] = comparable(rawLeft, rawRight);
  const bare = `(${left.sql} ${symbol} ${right.sql})`;
  const nullable = left.nullable || right.nullable;
  const needsNan = mayBeNan(left) || mayBeNan(right);
  if (!needsNan) return withBound(scalar("bool", bare, nullable), symbol, left, right);
  const operands = [left, right].filter(mayBeNan);
  return scalar("bool", `(${bare} AND ${operands.map((side) => `NOT isnan(${side.sql})`).join(" AND ")})`, nullable);
}

const flipped: Readonly<Record<string, Bound["symbol"]>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/** Says so where a comparison holds a time against `now()`. */
function withBound(test: Scalar, symbol: string, left: Scalar, right: Scalar): Scalar {
  const [time, other, as] =
    right.fromNow === undefined ? [right, left, flipped[symbol]!] : [left, right, symbol as Bound["symbol"]];
  if (other.fromNow === undefined || time.type !== "datetime" || time.sql.includes(NOW)) return test;
  const bound: Bound = { sql: time.sql, symbol: as, offset: other.fromNow };
  return { ...test, bounds: [other.binOfNow === undefined ? bound : boundByBin(bound, other.binOfNow)] };
}

export function comparison(node: Node, scope: Scope): Scalar {
  const left = scope.scalar(node.get("Left"));
  const right = scope.scalar(node.get("Right"));
  if (left.type === "dynamic" && right.type === "dynamic" && !symbols[node.kind]) {
    const [a, b] = [toText(left), toText(right)];
    return node.kind === "EqualExpression" ? equals(a, b) : notEquals(a, b);
  }
  if (node.kind === "EqualExpression") return equals(left, right);
  if (node.kind === "NotEqualExpression") return notEquals(left, right);
  return compare(symbols[node.kind] ?? scope.refuse(node.kind, node), left, right);
}

/** `x between (a .. b)`; with a datetime and a timespan, b counts from a. */
export function between(node: Node, scope: Scope): Scalar {
  const value = scope.scalar(node.get("Left"));
  const couple = node.get("Right");
  const low = scope.scalar(couple.get("First"));
  const rawHigh = scope.scalar(couple.get("Second"));
  const high =
    rawHigh.type === "timespan" && low.type === "datetime"
      ? shifted(scalar("datetime", `kql_datetime_range(${low.sql} + ${rawHigh.sql})`), low, rawHigh, 1n)
      : rawHigh;
  const above = compare(">=", value, low);
  const below = compare("<=", value, high);
  const inside = scalar("bool", `(${above.sql} AND ${below.sql})`, above.nullable || below.nullable);
  if (node.kind === "BetweenExpression")
    return above.bounds && below.bounds ? { ...inside, bounds: [...above.bounds, ...below.bounds] } : inside;
  return scalar("bool", `(NOT ${inside.sql})`, inside.nullable);
}

export const comparisonFamily: FunctionFamily = {
  functions: {},
  macros: ["kql_equal(a, b) AS CASE WHEN a IS NULL AND b IS NULL THEN NULL ELSE coalesce(a = b, false) END"],
};
