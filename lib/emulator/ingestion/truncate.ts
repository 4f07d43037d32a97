/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
export const maximumBytes = 64 * 1024;

/** The row as Azure stores it: of a value longer than 64 KB, the first 64 KB. An object that is cut becomes text. */
export function truncateFields(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, truncated(value)]));
}

function truncated(value: unknown): unknown {
  if (typeof value !== "string" && (typeof value !== "object" || value === null)) return value;
  const text = typeof value === "string" ? value : textOf(value);
  const bytes = Buffer.from(text);
  if (bytes.length <= maximumBytes) return value;
  // As a stream, the decoder leaves out a character that was cut in half.
  return new TextDecoder().decode(bytes.subarray(0, maximumBytes), { stream: true });
}

/** JSON of a value that may hold integers of more than 53 bits. */
function textOf(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner));
  }
}
