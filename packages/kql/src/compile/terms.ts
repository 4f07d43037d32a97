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

/** A text as a regular expression that matches it. */
export const escaped = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");

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
  if (typeof value !== "string")
    return caseSensitive
      ? `kql_has_${edges}(${text}, ${needle.sql})`
      : `kql_has_${edges}(lower(${text}), lower(${needle.sql}))`;
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

/**
 * Whether a computed needle is a term: regular expressions of its own would be compiled for every row, a millisecond each. So
 * the text is split at the needle, and what is left and right of an occurrence is looked at. A needle whose end is its
 * beginning may also occur across two of those: then, and only then, an expression is made.
 */
const hasComputed = (edges: TermEdges): string => {
  const [first, last] = ["regexp_matches(n, '^[\\pL\\pN]')", "regexp_matches(n, '[\\pL\\pN]$')"];
  const opens =
    "(NOT x.f OR CASE WHEN x.p[i] = '' THEN i = 1 OR NOT x.l ELSE NOT regexp_matches(x.p[i], '[\\pL\\pN]$') END)";
  const closes =
    "(NOT x.l OR CASE WHEN x.p[i + 1] = '' THEN i + 1 = len(x.p) OR NOT x.f ELSE NOT regexp_matches(x.p[i + 1], '^[\\pL\\pN]') END)";
  const placed = [...(edges === "end" ? [] : [opens]), ...(edges === "start" ? [] : [closes])].join(" AND ");
  // Text and needle may be subqueries, which no lambda may hold: they are what it is called with.
  const occurs = `list_transform([{'p': string_split(h, n), 'f': ${first}, 'l': ${last}}], lambda x : len(list_filter(range(1, len(x.p)), lambda i : ${placed})) > 0)[1]`;
  const overlaps =
    "list_transform([n], lambda m : len(list_filter(range(1, length(m)), lambda k : left(m, k) = right(m, k))) > 0)[1]";
  const before = edges === "end" ? "" : `CASE WHEN ${first} THEN ${quoted(boundaryBefore)} ELSE '' END || `;
  const after = edges === "start" ? "" : ` || CASE WHEN ${last} THEN ${quoted(boundaryAfter)} ELSE '' END`;
  return `kql_has_${edges}(h, n) AS CASE WHEN n = '' THEN true WHEN NOT contains(h, n) THEN false WHEN ${occurs} THEN true WHEN NOT ${overlaps} THEN false ELSE regexp_matches(h, '(?s)' || ${before}regexp_escape(n)${after}) END`;
};

export const termFamily: FunctionFamily = {
  functions: {},
  macros: [
    ...(["both", "start", "end"] as const).map(hasComputed),
    "kql_has_any(s, l) AS len(list_filter(l, lambda n : kql_has_both(lower(s), lower(n)))) > 0",
    "kql_has_all(s, l) AS len(list_filter(l, lambda n : kql_has_both(lower(s), lower(n)))) = len(l)",
  ],
};
