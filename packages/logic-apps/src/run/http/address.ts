import { escapedForAddress, toText } from "../../values/text";
import { isObject, type Value } from "../../values/value";

/** An address with query parameters added. */
export function withQueries(address: string, queries: Value | undefined): string {
  const pairs = Object.entries(isObject(queries) ? queries : {}).map(
    ([name, value]) => `${escapedForAddress(name)}=${escapedForAddress(toText(value))}`,
  );
  if (pairs.length === 0) return address;
  return `${address}${address.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

/** The text at a path of keys; empty when there is none. */
export function textAt(value: Value | undefined, ...keys: readonly string[]): string {
  const found = keys.reduce<Value>((inner, key) => (isObject(inner) ? (inner[key] ?? null) : null), value ?? null);
  return toText(found);
}
