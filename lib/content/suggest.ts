import { closest, distance } from "fastest-levenshtein";

/** The known name a reader most likely meant, or undefined when none is near. */
export function nearest(received: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const exactButForCase = known.find((k) => k.toLowerCase() === received.toLowerCase());
  if (exactButForCase) return exactButForCase;
  const best = closest(received, known);
  return distance(received.toLowerCase(), best.toLowerCase()) <= Math.max(2, received.length / 3) ? best : undefined;
}

/** `did you mean "x"?`, or the list to choose from. */
export function didYouMean(received: string, known: readonly string[]): string {
  const best = nearest(received, known);
  return best ? `did you mean "${best}"?` : `use one of: ${known.join(", ")}`;
}
