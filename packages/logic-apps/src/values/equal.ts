import { asNumber } from "./number";
import { isArray, isNumber, isObject, type Value } from "./value";

/** Deep equality. Types never convert, save integer and float; keys' order does not count. */
export function equal(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b))
    return typeof a === "bigint" && typeof b === "bigint" ? a === b : asNumber(a) === asNumber(b);
  if (isArray(a) && isArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]!));
  if (isObject(a) && isObject(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => key in b && equal(a[key]!, b[key]!));
  }
  return a === b;
}

/** The items without those that equal an earlier one. */
export function distinct(items: readonly Value[]): Value[] {
  const kept: Value[] = [];
  for (const item of items) if (!kept.some((earlier) => equal(earlier, item))) kept.push(item);
  return kept;
}
