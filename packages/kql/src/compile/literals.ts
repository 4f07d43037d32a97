import type { Node } from "../language/node";
import {
  boolLiteral,
  dynamicLiteral,
  longLiteral,
  nowScalar,
  nullScalar,
  realScalar,
  type Scalar,
  scalar,
  stringLiteral,
} from "../plan/scalar";
import { quoted } from "../plan/sql";
import type { KqlType } from "../types";
import { formatDatetime, parseDatetime } from "../values/datetime";
import { formatTimespan, parseTimespan } from "../values/timespan";
import { decimalTooLarge } from "./convert";
import type { Scope } from "./scope";
import { sharedString } from "./shared-text";

/** The text between the parentheses of `type(text)`, or the text itself. */
function inner(text: string): string {
  const match = /^\w+\s*\(([\s\S]*)\)$/.exec(text);
  return (match ? match[1]! : text).trim();
}

const unquoted = (text: string): string => (/^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text);
const isNull = (text: string): boolean => text.toLowerCase() === "null";

/** A literal of ticks: datetime or timespan. */
export const ticksLiteral = (type: KqlType, ticks: bigint): Scalar => ({
  ...scalar(type, ticks < 0n ? `(${ticks})::BIGINT` : `${ticks}::BIGINT`, false),
  literal: { value: ticks },
});

type Read = (node: Node, scope: Scope) => Scalar;

const integer =
  (type: "int" | "long"): Read =>
  (node, scope) => {
    const text = inner(node.text).replace(/(?<=[0-9a-f])L$/i, "");
    if (isNull(text)) return nullScalar(type);
    if (!/^[+-]?(0x[0-9a-f]+|\d+)$/i.test(text)) return scope.refuse(`the ${type} literal ${node.text}`, node);
    const value = text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text.replace("+", ""));
    const bits = type === "int" ? 32 : 64;
    // The digits of a hexadecimal literal are bits, as .NET reads them: int(0xffffffff) is -1.
    if (/^0x/i.test(text) && BigInt.asUintN(bits, value) === value)
      return longLiteral(BigInt.asIntN(bits, value), type);
    const fits = BigInt.asIntN(bits, value) === value;
    return fits ? longLiteral(value, type) : scope.refuse(`the ${type} literal ${node.text} beyond its range`, node);
  };

const real: Read = (node, scope) => {
  const text = inner(node.text);
  if (isNull(text)) return nullScalar("real");
  const special = /^([+-]?)inf(inity)?$/i.exec(text);
  if (special) return realScalar(special[1] === "-" ? -Infinity : Infinity);
  if (/^nan$/i.test(text)) return realScalar(Number.NaN);
  const value = Number(text);
  return Number.isNaN(value) ? scope.refuse(`the real literal ${node.text}`, node) : realScalar(value);
};

const readers: Readonly<Record<string, Read>> = {
  BooleanLiteralExpression: (node) => {
    const text = inner(node.text).toLowerCase();
    return text === "null" ? nullScalar("bool") : boolLiteral(text === "true" || text === "1");
  },
  IntLiteralExpression: integer("int"),
  LongLiteralExpression: integer("long"),
  RealLiteralExpression: real,
  DecimalLiteralExpression: (node, scope) => {
    const text = inner(node.text);
    if (isNull(text)) return nullScalar("decimal");
    if (Number.isNaN(Number(text)) || text === "") return scope.refuse(`the literal ${node.text}`, node);
    if (Math.abs(Number(text)) >= 1e20) return scope.refuse(`the literal ${node.text}: ${decimalTooLarge}`, node);
    return scalar("decimal", `${quoted(text)}::DECIMAL(38,18)`, false);
  },
  DateTimeLiteralExpression: (node, scope) => {
    const text = unquoted(inner(node.text));
    if (isNull(text) || text === "") return nullScalar("datetime");
    if (/^now$/i.test(text)) return nowScalar;
    const parts = /^(\d{1,4}),\s*(\d{1,2}),\s*(\d{1,2})$/.exec(text);
    const ticks = parseDatetime(parts ? `${parts[1]!.padStart(4, "0")}-${parts[2]}-${parts[3]}` : text);
    return ticks === undefined
      ? scope.refuse(`the datetime literal ${node.text}`, node)
      : ticksLiteral("datetime", ticks);
  },
  TimespanLiteralExpression: (node, scope) => {
    const text = unquoted(inner(node.text));
    if (isNull(text)) return nullScalar("timespan");
    const ticks = parseTimespan(text);
    return ticks === undefined
      ? scope.refuse(`the timespan literal ${node.text}`, node)
      : ticksLiteral("timespan", ticks);
  },
  GuidLiteralExpression: (node, scope) => {
    const text = unquoted(inner(node.text)).toLowerCase();
    if (isNull(text)) return nullScalar("guid");
    if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text)) return scope.refuse(`the guid ${node.text}`, node);
    return { ...scalar("guid", quoted(text), false), literal: { value: text } };
  },
  StringLiteralExpression: (node) => {
    const value = String(node.constant);
    return sharedString(value) ?? stringLiteral(value);
  },
  CompoundStringLiteralExpression: (node) => stringLiteral(String(node.constant)),
  DynamicExpression: (node, scope) => {
    const inside = node.get("Expression");
    return dynamicLiteral(dynamicJson(inside, scope));
  },
};

/** The reader of a literal's kind, if it is one. */
export const literalReader = (kind: string): Read | undefined => readers[kind];

/** The JSON text of a dynamic literal's inside. */
function dynamicJson(node: Node, scope: Scope): string {
  switch (node.kind) {
    case "JsonObjectExpression":
      return `{${node
        .list("Pairs")
        .map((pair) => `${JSON.stringify(pairName(pair))}:${dynamicJson(pair.get("Value"), scope)}`)
        .join(",")}}`;
    case "JsonArrayExpression":
      return `[${node
        .list("Values")
        .map((value) => dynamicJson(value, scope))
        .join(",")}]`;
    case "NullLiteralExpression":
      return "null";
    case "StringLiteralExpression":
    case "CompoundStringLiteralExpression":
      return JSON.stringify(String(node.constant));
    case "UnaryMinusExpression":
      return `-${dynamicJson(node.get("Expression"), scope)}`;
    case "IntLiteralExpression":
    case "LongLiteralExpression":
    case "RealLiteralExpression":
      return jsonNumber(inner(node.text));
    case "DynamicExpression":
      return dynamicJson(node.get("Expression"), scope);
    default:
      return dynamicTypedLiteral(node, scope);
  }
}

const pairName = (pair: Node): string => pair.get("Name").tokenValue;

function jsonNumber(written: string): string {
  const text = written.replace(/^\+/, "");
  if (isNull(text)) return "null";
  // JSON has no such numbers: as in other dynamic values, they are texts.
  if (/^nan$/i.test(text)) return '"NaN"';
  if (/^-?inf/i.test(text)) return text.startsWith("-") ? '"-Infinity"' : '"Infinity"';
  if (/^0x/i.test(text)) return String(BigInt.asIntN(64, BigInt(text)));
  return text
    .replace(/^(-?)0+(?=\d)/, "$1")
    .replace(/^(-?)\./, "$10.")
    .replace(/\.(?!\d)/, ".0");
}

function dynamicTypedLiteral(node: Node, scope: Scope): string {
  const read = literalReader(node.kind);
  if (!read) return scope.refuse(`${node.text} inside dynamic()`, node);
  const { literal, type } = read(node, scope);
  if (!literal) return "null";
  if (type === "datetime") return JSON.stringify(formatDatetime(literal.value as bigint));
  if (type === "timespan") return JSON.stringify(formatTimespan(literal.value as bigint));
  return JSON.stringify(literal.value);
}
