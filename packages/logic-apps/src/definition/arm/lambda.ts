import { toText } from "../../values/text";
import { isArray, isObject, type Value } from "../../values/value";

/** A `lambda('x', …)` that is handed to a function. */
export type Lambda = (...values: readonly Value[]) => Value;

type LambdaFunction = (values: readonly Value[], lambdas: readonly Lambda[]) => Value;

const list = (value: Value | undefined): readonly Value[] => (isArray(value) ? value : []);

/** `toObject(list, key [, value])` and `groupBy(list, key)` name members by what a lambda says. */
const named = (values: readonly Value[], key: Lambda, value: Lambda): [string, Value][] =>
  values.map((item) => [toText(key(item)), value(item)]);

const functions: Readonly<Record<string, LambdaFunction>> = {
  map: ([values], [of]) => list(values).map((value, index) => of!(value, index)),
  filter: ([values], [of]) => list(values).filter((value, index) => of!(value, index) === true),
  reduce: ([values, start], [of]) => list(values).reduce<Value>((sum, value, index) => of!(sum, value, index), start!),
  sort: ([values], [before]) =>
    [...list(values)].sort((a, b) => (before!(a, b) === true ? -1 : before!(b, a) === true ? 1 : 0)),
  toobject: ([values], [key, value = (item) => item!]) => Object.fromEntries(named(list(values), key!, value)),
  groupby: ([values], [key]) => {
    const groups: Record<string, Value[]> = {};
    for (const [name, value] of named(list(values), key!, (item) => item!)) {
      groups[name] ??= [];
      groups[name].push(value);
    }
    return groups;
  },
  mapvalues: ([object], [of]) =>
    Object.fromEntries(Object.entries(isObject(object) ? object : {}).map(([key, value]) => [key, of!(value)])),
};

/** The function of that name in lower case, if it is one that takes lambdas. */
export const lambdaFunction = (name: string): LambdaFunction | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;

export const lambdaFunctionNames: readonly string[] = Object.keys(functions);
