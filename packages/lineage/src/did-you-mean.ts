import { closest, distance } from "fastest-levenshtein";

/** The known word that was probably meant, as the end of a sentence; empty when none is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const near = closest(
    word.toLowerCase(),
    known.map((name) => name.toLowerCase()),
  );
  const name = known.find((other) => other.toLowerCase() === near)!;
  return distance(word.toLowerCase(), near) <= Math.max(1, Math.floor(name.length / 3))
    ? `; did you mean "${name}"?`
    : "";
}
