import type { Node } from "../language/node";
import { type Scalar, total } from "../plan/scalar";
import { quoted } from "../plan/sql";
import { toText } from "./convert";
import type { FunctionFamily } from "./family";
import { listItems } from "./membership";
import type { Scope } from "./scope";

/** Which ends of the needle must be the ends of terms. */
export type TermEdges = "both" | "start" | "end";

const wordCharacter = /[\p{L}\p{N}]/u;
const boundaryBefore = "(?:^|[^\\pL\\pN])";
const boundaryAfter = "(?:$|[^\\pL\\pN])";

const escaped = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");

/** A regular expression for one needle; boundaries only where its edge is a letter or digit. */
function termPattern(needle: string, edges: TermEdges): string {
  const first = [...needle][0] ?? "";
  const last = [...needle].at(-1) ?? "";
  const before = edges !== "end" && wordCharacter.test(first) ? boundaryBefore : "";
  const after = edges !== "start" && wordCharacter.test(last) ? boundaryAfter : "";
  return `${before}${escaped(needle)}${after}`;
}

/** `has`: a cheap `contains` first, the exact term boundaries for what it lets through. */
export function hasTerm(text: string, needle: Scalar, caseSensitive: boolean, edges: TermEdges): string {
  const value = needle.literal?.value;
  if (typeof value !== "string") {
    return `kql_has_${edges}(${text}, ${needle.sql}, '${caseSensitive ? "(?s)" : "(?is)"}')`;
  }
  if (value === "") return "true";
  const folded = caseSensitive ? value : value.toLowerCase();
  const hay = caseSensitive ? text : `lower(${text})`;
  const contains = `contains(${hay}, ${quoted(folded)})`;
  const pattern = termPattern(folded, edges);
  return pattern === escaped(folded) ? contains : `(${contains} AND regexp_matches(${hay}, ${quoted(pattern)}, 's'))`;
}

/** `has_any` and `has_all`. */
export function hasAnyOrAll(node: Node, scope: Scope): Scalar {
  const text = toText(scope.scalar(node.get("Left"))).sql;
  const items = listItems(node.get("Right").list("Expressions"), scope);
  const any = node.kind === "HasAnyExpression";
  if (items.kind === "literals") {
    const needles = items.values.filter((value) => value !== null && value !== undefined).map(String);
    return total(any ? hasAnyOf(text, needles) : hasAllOf(text, needles));
  }
  const list = `(SELECT list(DISTINCT x) FROM (${items.textSql}) t(x) WHERE x <> '')`;
  return total(`coalesce(kql_has_${any ? "any" : "all"}(${text}, ${list}), false)`);
}

/** Many needles are one alternation: one pass over the text. */
function hasAnyOf(text: string, needles: readonly string[]): string {
  if (needles.length === 0) return "false";
  if (needles.includes("")) return "true";
  const patterns = needles.map((needle) => termPattern(needle.toLowerCase(), "both"));
  return `regexp_matches(${text}, ${quoted(`(?is)${alternation(patterns)}`)})`;
}

/** Factors the shared boundaries out, so that the automaton stays small. */
function alternation(patterns: readonly string[]): string {
  const bounded = (pattern: string): boolean =>
    pattern.startsWith(boundaryBefore) &&
    pattern.endsWith(boundaryAfter) &&
    pattern.length > boundaryBefore.length + boundaryAfter.length;
  const inner = patterns.filter(bounded).map((pattern) => pattern.slice(boundaryBefore.length, -boundaryAfter.length));
  const rest = patterns.filter((pattern) => !bounded(pattern));
  const grouped = inner.length > 0 ? [`${boundaryBefore}(?:${inner.join("|")})${boundaryAfter}`] : [];
  return [...grouped, ...rest].join("|");
}

const hasAllOf = (text: string, needles: readonly string[]): string =>
  needles.length === 0
    ? "true"
    : `(${needles.map((needle) => hasTerm(text, { sql: quoted(needle), type: "string", nullable: false, literal: { value: needle } }, false, "both")).join(" AND ")})`;

const before = "CASE WHEN regexp_matches(n, '^[\\pL\\pN]') THEN '(?:^|[^\\pL\\pN])' ELSE '' END";
const after = "CASE WHEN regexp_matches(n, '[\\pL\\pN]$') THEN '(?:$|[^\\pL\\pN])' ELSE '' END";

export const termFamily: FunctionFamily = {
  functions: {},
  macros: [
    `kql_has_both(s, n, o) AS n = '' OR regexp_matches(s, o || ${before} || regexp_escape(n) || ${after})`,
    `kql_has_start(s, n, o) AS n = '' OR regexp_matches(s, o || ${before} || regexp_escape(n))`,
    `kql_has_end(s, n, o) AS n = '' OR regexp_matches(s, o || regexp_escape(n) || ${after})`,
    "kql_has_any(s, l) AS len(list_filter(l, lambda n : contains(lower(s), lower(n)) AND kql_has_both(s, n, '(?is)'))) > 0",
    "kql_has_all(s, l) AS len(list_filter(l, lambda n : contains(lower(s), lower(n)) AND kql_has_both(s, n, '(?is)'))) = len(l)",
  ],
};
