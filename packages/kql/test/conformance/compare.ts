import type { QueryResult } from "../../src";
import { parseDatetime } from "../../src/values/datetime";
import { parseTimespan } from "../../src/values/timespan";
import type { Case } from "./cases";

const printLossless = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "null";

/** Aggregates that Kusto itself computes approximately. */
const approximate = /\b(dcount|dcountif|percentiles?|percentilew|percentilesw|hll|count_distinct)\b/i;
const setLike = /\b(make_?set(_if)?|set_\w+|bag_keys)\b/i;

interface Rules {
  readonly tolerance: number;
  readonly sets: boolean;
  readonly printed: boolean;
}

/** Why a result differs from the expected one; undefined when it does not. */
export function difference(test: Case, result: QueryResult): string | undefined {
  const columns = result.columns.map((column) => column.name);
  if (columns.join() !== test.columns.join()) return `columns ${columns.join()} instead of ${test.columns.join()}`;
  if (!test.partial && result.rows.length !== test.rows.length)
    return `${result.rows.length} rows instead of ${test.rows.length}: ${printLossless(result.rows).slice(0, 300)}`;
  const rules: Rules = {
    tolerance: approximate.test(test.query) ? 0.02 : test.printed ? 1e-6 : 1e-9,
    sets: setLike.test(test.query),
    printed: test.printed,
  };
  const types = result.columns.map((column) => column.type);
  const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
    types.every((type, index) => sameValue(a[index], b[index], type, rules));
  const wrong =
    isOrdered(test.query) && !test.partial
      ? inOrder(test.rows, result.rows, same)
      : inAnyOrder(test.rows, result.rows, same);
  return wrong === undefined
    ? undefined
    : `row ${wrong}: expected ${printLossless(test.rows[wrong]).slice(0, 300)} in ${printLossless(result.rows).slice(0, 500)}`;
}

/** Whether the query's last operator that arranges rows is a sort. */
const isOrdered = (query: string): boolean =>
  /\|\s*(sort|order|top)\s[^|]*(\|\s*(project|extend|render|serialize|take|limit)[^|]*)*$/i.test(query);

type Same = (a: readonly unknown[], b: readonly unknown[]) => boolean;

function inOrder(expected: Case["rows"], actual: QueryResult["rows"], same: Same): number | undefined {
  const wrong = expected.findIndex((row, index) => !same(row, actual[index]!));
  if (wrong < 0) return undefined;
  return inAnyOrder(expected, actual, same) === undefined && tiesOnly(expected, actual, same) ? undefined : wrong;
}

/** Rows with equal sort keys may come in any order; a case whose rows are only permuted next to each other passes. */
const tiesOnly = (expected: Case["rows"], actual: QueryResult["rows"], same: Same): boolean =>
  expected.every((row, index) => actual.slice(Math.max(0, index - 3), index + 4).some((other) => same(row, other)));

function inAnyOrder(expected: Case["rows"], actual: QueryResult["rows"], same: Same): number | undefined {
  const left = [...actual];
  for (const [index, row] of expected.entries()) {
    const found = left.findIndex((other) => same(row, other));
    if (found < 0) return index;
    left.splice(found, 1);
  }
  return undefined;
}

function sameValue(expected: unknown, actual: unknown, type: string, rules: Rules): boolean {
  if (rules.printed && typeof expected === "string") return samePrinted(expected, actual, type, rules);
  if (expected === null || actual === null) return expected === actual;
  switch (type) {
    case "datetime":
      return parseDatetime(String(expected)) === parseDatetime(String(actual));
    case "timespan":
      return parseTimespan(String(expected)) === parseTimespan(String(actual));
    case "decimal":
      return sameNumber(Number(expected), Number(actual), 1e-12);
    case "bool":
      return Boolean(expected) === actual;
    default:
      return sameJson(expected, actual, rules);
  }
}

function sameNumber(a: number, b: number, tolerance: number): boolean {
  return (
    a === b ||
    (Number.isNaN(a) && Number.isNaN(b)) ||
    Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b), 1e-9)
  );
}

function sameJson(expected: unknown, actual: unknown, rules: Rules): boolean {
  if (typeof actual === "bigint") return Number(actual) === expected;
  if (typeof expected === "number" && typeof actual === "number") return sameNumber(expected, actual, rules.tolerance);
  if (Array.isArray(expected) && Array.isArray(actual)) {
    if (expected.length !== actual.length) return false;
    if (expected.every((item, index) => sameJson(item, actual[index], rules))) return true;
    return (
      rules.sets &&
      inAnyOrder(
        expected.map((item) => [item]),
        actual.map((item) => [item]),
        (a, b) => sameJson(a[0], b[0], rules),
      ) === undefined
    );
  }
  if (isRecord(expected) && isRecord(actual)) {
    const keys = Object.keys(expected);
    return (
      keys.length === Object.keys(actual).length &&
      keys.every((key) => key in actual && sameJson(expected[key], actual[key], rules))
    );
  }
  return expected === actual;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Documentation prints values as text, in more than one style. */
function samePrinted(expected: string, actual: unknown, type: string, rules: Rules): boolean {
  const text = expected.trim();
  if (actual === null || actual === "") return text === "" || text.toLowerCase() === "null" || text === "&nbsp;";
  const plain = { ...rules, printed: false };
  switch (type) {
    case "bool":
      return (text.toLowerCase() === "true" || text === "1") === actual;
    case "datetime":
      return closeTicks(parseDatetime(text), parseDatetime(String(actual)));
    case "timespan":
      return parseTimespan(text) === parseTimespan(String(actual));
    case "dynamic":
      return sameDynamicText(text, actual, plain);
    case "int":
    case "long":
    case "real":
    case "decimal":
      return sameRounded(text, Number(actual), plain);
    default:
      return text === String(actual).trim() || unescaped(text) === String(actual).trim();
  }
}

const unescaped = (text: string): string => text.replaceAll("\\\\", "\\").replace(/^"(.*)"$/s, "$1");

const closeTicks = (a: bigint | undefined, b: bigint | undefined): boolean =>
  a !== undefined && b !== undefined && (a > b ? a - b : b - a) < 10_000n;

/** As many digits as are printed. */
function sameRounded(text: string, actual: number, rules: Rules): boolean {
  const expected = Number(text.replaceAll(",", ""));
  if (sameNumber(expected, actual, rules.tolerance)) return true;
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.length;
  return decimals !== undefined && Math.abs(expected - actual) <= 0.51 * 10 ** -decimals;
}

function sameDynamicText(text: string, actual: unknown, rules: Rules): boolean {
  try {
    if (sameJson(JSON.parse(text), actual, { ...rules, tolerance: 1e-6 })) return true;
  } catch {
    // the text is not JSON: compare it as text
  }
  const bare = (value: string): string => value.replace(/[\s"]/g, "");
  return bare(text) === bare(typeof actual === "string" ? actual : printLossless(actual));
}
