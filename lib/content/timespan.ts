const minutesPer = { m: 1, h: 60, d: 24 * 60 } as const;

/** Minutes in an analytics rule's `5m`, `1h` or `14d` (the schema has checked the form). */
export function parseMinutes(text: string): number {
  return Number(text.slice(0, -1)) * minutesPer[text.slice(-1) as keyof typeof minutesPer];
}

/** The shortest rule notation of a number of minutes. */
export function formatMinutes(minutes: number): string {
  if (minutes % minutesPer.d === 0) return `${minutes / minutesPer.d}d`;
  return minutes % minutesPer.h === 0 ? `${minutes / minutesPer.h}h` : `${minutes}m`;
}
