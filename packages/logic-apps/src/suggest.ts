import { closest, distance } from "fastest-levenshtein";

/** `did you mean "x"?` for the known name nearest to `received`; undefined when none is near. */
export function didYouMean(received: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const wanted = received.toLowerCase();
  const best = known.find((name) => name.toLowerCase() === wanted) ?? closest(received, known);
  const near = distance(wanted, best.toLowerCase()) <= Math.max(2, received.length / 3);
  return near ? `did you mean "${best}"?` : undefined;
}
