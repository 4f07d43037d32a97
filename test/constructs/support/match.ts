/** Plain JSON, as `cdk.tf.json` holds it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
/** What a value must look like: objects may have more keys, arrays no more items; a RegExp matches text. */
export type Pattern =
  | null
  | boolean
  | number
  | string
  | undefined
  | RegExp
  | readonly Pattern[]
  | { readonly [key: string]: Pattern };

/**
 * Where `actual` differs from `expected`, one line per difference; none when it matches.
 * A key whose pattern is `undefined` must be absent.
 */
export function differences(actual: Json | undefined, expected: Pattern, path = ""): string[] {
  const at = path || "(root)";
  if (expected === undefined) return actual === undefined ? [] : [`${at}: should be absent, is ${show(actual)}`];
  if (expected instanceof RegExp)
    return typeof actual === "string" && expected.test(actual)
      ? []
      : [`${at}: ${show(actual)} does not match ${expected}`];
  if (isList(expected)) return listDifferences(actual, expected, at, path);
  if (typeof expected === "object" && expected !== null) {
    if (!isObject(actual)) return [`${at}: ${show(actual)} is not an object`];
    return Object.entries(expected).flatMap(([key, pattern]) =>
      differences(actual[key], pattern, path ? `${path}.${key}` : key),
    );
  }
  return actual === expected ? [] : [`${at}: ${show(actual)} is not ${show(expected)}`];
}

function listDifferences(actual: Json | undefined, expected: readonly Pattern[], at: string, path: string): string[] {
  if (!isList(actual)) return [`${at}: ${show(actual)} is not a list`];
  if (actual.length !== expected.length) return [`${at}: has ${actual.length} items, not ${expected.length}`];
  return expected.flatMap((pattern, i) => differences(actual[i], pattern, `${path}[${i}]`));
}

function isList(value: unknown): value is readonly never[] {
  return Array.isArray(value);
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "absent";
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
