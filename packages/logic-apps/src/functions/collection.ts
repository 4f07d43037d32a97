import { property } from "../expression/access";
import { distinct, equal } from "../values/equal";
import { asNumber } from "../values/number";
import { toText } from "../values/text";
import { isArray, isNumber, isObject, type Value, type ValueObject } from "../values/value";
import type { FunctionCall } from "./call";
import { any, type Family, takes } from "./function";

/** A text or an array: both have a length and parts. */
function sequence(call: FunctionCall): string | readonly Value[] {
  const value = call.value(0);
  return typeof value === "string" || isArray(value) ? value : call.expected("a string or an array", 0);
}

function amount(call: FunctionCall): number {
  const count = call.integer(1);
  return count < 0 ? call.expected("a count of 0 or more", 1) : count;
}

function contains(call: FunctionCall): boolean {
  const [where, what] = [call.value(0), call.value(1)];
  if (typeof where === "string") return where.includes(call.string(1));
  if (isArray(where)) return where.some((item) => equal(item, what));
  if (isObject(where)) return property(where, call.string(1)) !== undefined;
  return call.expected("a string, an array or an object", 0);
}

function empty(call: FunctionCall): boolean {
  const value = call.value(0);
  if (value === null || value === "") return true;
  if (typeof value === "string") return false;
  if (isArray(value)) return value.length === 0;
  return isObject(value) ? Object.keys(value).length === 0 : call.expected("a string, an array or an object", 0);
}

/** Arrays or objects, all of one kind. */
function allAlike(call: FunctionCall): { arrays: (readonly Value[])[] } | { objects: ValueObject[] } {
  const indexes = Array.from({ length: call.count }, (_, i) => i);
  if (isArray(call.value(0))) return { arrays: indexes.map((i) => call.array(i)) };
  if (isObject(call.value(0))) return { objects: indexes.map((i) => call.object(i)) };
  return call.expected("an array or an object", 0);
}

function union(call: FunctionCall): Value {
  const given = allAlike(call);
  return "arrays" in given ? distinct(given.arrays.flat()) : Object.assign({}, ...given.objects);
}

function intersection(call: FunctionCall): Value {
  const given = allAlike(call);
  if ("arrays" in given) {
    const [first, ...rest] = given.arrays;
    return distinct(first!.filter((item) => rest.every((other) => other.some((candidate) => equal(item, candidate)))));
  }
  const [first, ...rest] = given.objects;
  const shared = Object.entries(first!).filter(([key, value]) =>
    rest.every((other) => other[key] !== undefined && equal(value, other[key])),
  );
  return Object.fromEntries(shared);
}

function sorted(call: FunctionCall): Value {
  const by = call.optionalString(1);
  const keyOf = (item: Value) => (by !== undefined && isObject(item) ? (property(item, by) ?? null) : item);
  return [...call.array(0)].sort((a, b) => {
    const [x, y] = [keyOf(a), keyOf(b)];
    if (isNumber(x) && isNumber(y)) return asNumber(x) - asNumber(y);
    if (typeof x === "string" && typeof y === "string") return x < y ? -1 : x > y ? 1 : 0;
    return call.fail("sorts numbers or strings only, and does not mix them");
  });
}

function chunk(call: FunctionCall): Value {
  const whole = sequence(call);
  const size = call.integer(1);
  if (size < 1) return call.expected("a size of 1 or more", 1);
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, i) => whole.slice(i * size, (i + 1) * size));
}

export const collectionFunctions: Family = {
  contains: takes(2, 2, contains),
  empty: takes(1, 1, empty),
  length: takes(1, 1, (call) => sequence(call).length),
  first: takes(1, 1, (call) => sequence(call)[0] ?? null),
  last: takes(1, 1, (call) => sequence(call).at(-1) ?? null),
  skip: takes(2, 2, (call) => call.array(0).slice(amount(call))),
  take: takes(2, 2, (call) => sequence(call).slice(0, amount(call))),
  join: takes(2, 2, (call) => call.array(0).map(toText).join(call.string(1))),
  union: takes(2, any, union),
  intersection: takes(2, any, intersection),
  reverse: takes(1, 1, (call) => [...call.array(0)].reverse()),
  sort: takes(1, 2, sorted),
  chunk: takes(2, 2, chunk),
  createArray: takes(0, any, (call) => call.all()),
};
