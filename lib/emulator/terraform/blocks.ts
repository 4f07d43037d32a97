/** A nested block, whether the JSON holds one object or a list of them. */
export function blocks(value: unknown): Record<string, unknown>[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]) as Record<string, unknown>[];
}

/** The strings of a list attribute. */
export function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
