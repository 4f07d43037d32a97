/** Attributes that are no blocks, for the framework's HCL renderer. */
export function hclAttributes(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { value: hclValue(value), isBlock: false, type: "any", storageClassType: "any" }]),
  );
}

/**
 * Plain data in the form that survives the framework's HCL renderer, which takes no null, leaves quotes and
 * backslashes as they are beside a `${`, and writes text that begins with `[`, `{` or `"` as it stands.
 */
function hclValue(value: unknown): unknown {
  if (value === null) return "[null][0]";
  if (typeof value === "string")
    return value.includes("${") ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
  if (Array.isArray(value)) return value.map(hclValue);
  if (typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hclValue(item)]));
  return value;
}
