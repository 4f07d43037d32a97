import type { Node } from "../language/node";
import { columnScalar } from "../plan/relation";
import { type Scalar, stringLiteral, total } from "../plan/scalar";
import { quoted } from "../plan/sql";
import { faultIn, unicodeRegex } from "../regex";
import { equals, notEquals } from "./comparison";
import { toText } from "./convert";
import type { Scope } from "./scope";
import { hasTerm } from "./terms";

/** One string operator: what it asks of a text and a needle, and whether case matters. */
type StringTest = (text: string, needle: Scalar, caseSensitive: boolean) => string;

const folded = (sql: string, caseSensitive: boolean): string => (caseSensitive ? sql : `lower(${sql})`);

/** The needle, lower-cased when compiled if it can be. */
const foldedNeedle = (needle: Scalar, caseSensitive: boolean): string =>
  typeof needle.literal?.value === "string" && !caseSensitive
    ? quoted(needle.literal.value.toLowerCase())
    : folded(needle.sql, caseSensitive);

const simple =
  (sqlFunction: string): StringTest =>
  (text, needle, caseSensitive) =>
    `${sqlFunction}(${folded(text, caseSensitive)}, ${foldedNeedle(needle, caseSensitive)})`;

const tests: Readonly<Record<string, StringTest>> = {
  Contains: simple("contains"),
  StartsWith: simple("starts_with"),
  EndsWith: simple("ends_with"),
  Has: (text, needle, caseSensitive) => hasTerm(text, needle, caseSensitive, "both"),
  HasPrefix: (text, needle, caseSensitive) => hasTerm(text, needle, caseSensitive, "start"),
  HasSuffix: (text, needle, caseSensitive) => hasTerm(text, needle, caseSensitive, "end"),
};

const shape = /^(Not)?(Contains|StartsWith|EndsWith|HasPrefix|HasSuffix|Has)(Cs)?Expression$/;

/** `contains`, `startswith`, `has` and their kin; every one is total. */
export function stringPredicate(node: Node, scope: Scope): Scalar {
  const [, negated, name, caseSensitive] = shape.exec(node.kind) ?? scope.refuse(node.kind, node);
  const right = toText(scope.scalar(node.get("Right")));
  if (node.get("Left").kind === "StarExpression")
    return anyColumn(tests[name!]!, right, Boolean(caseSensitive), Boolean(negated), scope);
  const left = scope.scalar(node.get("Left"));
  if (left.type === "dynamic" && name === "Has")
    return anyValueHas(left, right, Boolean(caseSensitive), Boolean(negated));
  const test = tests[name!]!(toText(left).sql, right, Boolean(caseSensitive));
  return total(negated ? `(NOT ${test})` : test);
}

/** `* has x`: any column of the row; `* !has x`: none. */
function anyColumn(test: StringTest, needle: Scalar, caseSensitive: boolean, negated: boolean, scope: Scope): Scalar {
  const columns = scope.row?.columns ?? [];
  const any =
    columns.map((column) => test(toText(columnScalar(column)).sql, needle, caseSensitive)).join(" OR ") || "false";
  return total(negated ? `(NOT (${any}))` : `(${any})`);
}

/** A dynamic value has a term when its JSON text has it. */
function anyValueHas(value: Scalar, needle: Scalar, caseSensitive: boolean, negated: boolean): Scalar {
  const test = hasTerm(toText(value).sql, needle, caseSensitive, "both");
  return total(negated ? `(NOT ${test})` : test);
}

/** `=~` and `!~`. */
export function equalsIgnoringCase(node: Node, scope: Scope): Scalar {
  const lowered = (side: string): Scalar => {
    const value = toText(scope.scalar(node.get(side)));
    return typeof value.literal?.value === "string"
      ? stringLiteral(value.literal.value.toLowerCase())
      : { ...value, sql: `lower(${value.sql})` };
  };
  const [left, right] = [lowered("Left"), lowered("Right")];
  return node.kind === "EqualTildeExpression" ? equals(left, right) : notEquals(left, right);
}

/** `matches regex`. */
export function matchesRegex(node: Node, scope: Scope): Scalar {
  const text = toText(scope.scalar(node.get("Left")));
  const pattern = toText(scope.scalar(node.get("Right")));
  return total(`regexp_matches(${text.sql}, ${regexSql(pattern, node, scope)})`);
}

/** A pattern for DuckDB's RE2; a literal one is checked when compiled. */
export function regexSql(pattern: Scalar, node: Node, scope: Scope): string {
  const { literal } = pattern;
  if (typeof literal?.value !== "string") return pattern.sql;
  const unsupported = unsupportedIn(literal.value);
  if (unsupported) return scope.refuse(`${unsupported} in a regular expression`, node);
  const fault = faultIn(literal.value);
  if (fault) return scope.refuse(`the regular expression ${JSON.stringify(literal.value)} (${fault})`, node);
  return quoted(unicodeRegex(literal.value));
}

/** A look-around or a back-reference, which RE2 has not; a backslash that is escaped begins none. */
const unsupportedIn = (pattern: string): string | undefined =>
  [...pattern.matchAll(/\\[\s\S]|\(\?<?[=!]/g)].map(([token]) => token).find((token) => /^(\(|\\[1-9])/.test(token));
