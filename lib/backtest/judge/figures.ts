/** Values of a list, in minutes: what half and nine of ten do not exceed, and the largest. */
export interface Spread {
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

/** The spread of a list; undefined for an empty one. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { median: rounded(at(0.5)), p90: rounded(at(0.9)), max: rounded(sorted.at(-1)!) };
}

/** With one decimal. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

/** How many of how many. */
export interface Share {
  readonly of: number;
  readonly found: number;
}
