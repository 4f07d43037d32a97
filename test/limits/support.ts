import type { Breach } from "../../lib/limits";

/** The limits that were broken, in the order they were found. */
export const broken = (breaches: readonly Breach[]): string[] => breaches.map(({ limit }) => limit);

export const times = <T>(count: number, make: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
