import { property } from "../../expression/access";
import { distinct, equal } from "../../values/equal";
import { toText } from "../../values/text";
import { isArray, isObject, type Value, type ValueObject } from "../../values/value";
import type { ArmFunctions } from "./function";

const textOf = (value: Value | undefined): string => toText(value ?? null);
const sliceable = (value: Value | undefined) => (isArray(value) ? value : textOf(value));
const objectOf = (value: Value | undefined): ValueObject => (isObject(value) ? value : {});

const pairs = (args: readonly Value[]): Value =>
  Object.fromEntries(args.flatMap((key, i) => (i % 2 === 0 ? [[toText(key), args[i + 1] ?? null]] : [])));

/** `tryGet(value, key or index, …)`. */
const tryGet = ([value, ...steps]: readonly Value[]): Value =>
  steps.reduce<Value>(
    (found, step) =>
      (isArray(found) ? found[Number(step)] : isObject(found) ? property(found, textOf(step)) : undefined) ?? null,
    value ?? null,
  );

/** Objects are joined member by member, as deep as both are objects. */
function merged(a: ValueObject, b: ValueObject): ValueObject {
  const all: Record<string, Value> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const old = all[key];
    all[key] = isObject(old) && isObject(value) ? merged(old, value) : value;
  }
  return all;
}

/** Functions of values alone that Logic Apps has not, or has otherwise. */
export const valueFunctions: ArmFunctions = {
  true: () => true,
  false: () => false,
  null: () => null,
  concat: (args) => (args.some(isArray) ? args.flat() : args.map(toText).join("")),
  tolower: ([text]) => textOf(text).toLowerCase(),
  toupper: ([text]) => textOf(text).toUpperCase(),
  trim: ([text]) => textOf(text).trim(),
  string: ([value]) => textOf(value),
  replace: ([text, old, fresh]) => textOf(text).split(textOf(old)).join(textOf(fresh)),
  split: ([text, by]) =>
    (isArray(by) ? by.map(toText) : [textOf(by)]).reduce(
      (parts, mark) => parts.flatMap((part) => part.split(mark)),
      [textOf(text)],
    ),
  substring: ([text, start, length]) =>
    textOf(text).slice(Number(start), length === undefined ? undefined : Number(start) + Number(length)),
  padleft: ([text, width, fill]) => textOf(text).padStart(Number(width), fill === undefined ? " " : textOf(fill)),
  take: ([list, count]) => sliceable(list).slice(0, Number(count)),
  skip: ([list, count]) => sliceable(list).slice(Number(count)),
  last: ([list]) => sliceable(list).at(-1) ?? null,
  first: ([list]) => sliceable(list).at(0) ?? null,
  indexfromend: ([list, index]) => sliceable(list).at(-Number(index)) ?? null,
  length: ([list]) => (isObject(list) ? Object.keys(list).length : sliceable(list).length),
  empty: ([value]) => (isObject(value) ? Object.keys(value).length : sliceable(value).length) === 0,
  array: ([value]) => (isArray(value) ? value : [value ?? null]),
  createarray: (args) => args,
  createobject: pairs,
  flatten: ([list]) => (isArray(list) ? list.flat() : []),
  union: (args) => (args.every(isArray) ? distinct(args.flat()) : args.map(objectOf).reduce(merged, {})),
  shallowmerge: ([list]) => Object.assign({}, ...(isArray(list) ? list.map(objectOf) : [])),
  objectkeys: ([object]) => Object.keys(objectOf(object)).sort(),
  items: ([object]) =>
    Object.entries(objectOf(object))
      .map(([key, value]) => ({ key, value }))
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  tryget: tryGet,
  equals: ([a, b]) => equal(a ?? null, b ?? null),
  not: ([value]) => value !== true,
  and: (args) => args.every((value) => value === true),
  or: (args) => args.some((value) => value === true),
  if: ([condition, yes, no]) => (condition === true ? yes! : no!),
  base64: ([text]) => Buffer.from(textOf(text)).toString("base64"),
};
