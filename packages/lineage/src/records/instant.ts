const utc = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/** A stored instant, cut to milliseconds as records write it; undefined for what is no instant in UTC. */
export function storedInstant(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  const match = typeof value === "string" ? utc.exec(value) : null;
  return match ? `${match[1]}.${(match[2] ?? "").padEnd(3, "0").slice(0, 3)}Z` : undefined;
}

/** Whether a stored instant has digits below a millisecond, which no record has. */
export function isFinerThanRecords(value: unknown): boolean {
  const fraction = typeof value === "string" ? utc.exec(value)?.[2] : undefined;
  return fraction !== undefined && /[1-9]/.test(fraction.slice(3));
}
