import { isObject, type Value, type ValueObject } from "../values/value";

/** `{name: {value}}` as `{name: value}`. */
export function parameterValuesOf(parameters: Value): ValueObject {
  const entries = isObject(parameters) ? Object.entries(parameters) : [];
  return Object.fromEntries(
    entries.flatMap(([name, p]) => (isObject(p) && p.value !== undefined ? [[name, p.value]] : [])),
  );
}
