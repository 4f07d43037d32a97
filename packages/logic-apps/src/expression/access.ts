import { ExpressionError } from "../errors";
import { shown } from "../values/text";
import { isArray, isInteger, isObject, typeName, type Value } from "../values/value";
import type { Access } from "./syntax";

/** `target[key]`: keys of objects in any case, indexes of arrays. */
export function access({ optional, at }: Access, target: Value, key: Value): Value {
  const fail = (why: string): never => {
    throw new ExpressionError(why, at);
  };
  if (target === null)
    return optional
      ? null
      : fail(`property ${shown(key)} cannot be selected from null; write ?[…] where null is allowed`);
  if (isArray(target)) {
    if (!isInteger(key)) return fail(`an array takes an integer index, received ${shown(key)} (${typeName(key)})`);
    const item = target[Number(key)];
    if (item !== undefined) return item;
    return optional ? null : fail(`index ${key} is outside the array of ${target.length} items`);
  }
  if (!isObject(target)) return fail(`a ${typeName(target)} has no property ${shown(key)}: received ${shown(target)}`);
  if (typeof key !== "string") return fail(`an object takes a name as key, received ${shown(key)} (${typeName(key)})`);
  const found = property(target, key);
  if (found !== undefined) return found;
  return optional
    ? null
    : fail(`property "${key}" doesn't exist; available: ${Object.keys(target).join(", ") || "none"}`);
}

/** A property by its name in any case; the exact name wins. */
export function property(object: { readonly [key: string]: Value }, name: string): Value | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === wanted);
  return key === undefined ? undefined : object[key];
}
