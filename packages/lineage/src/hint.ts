import { didYouMean } from "@sentinel-agent-identities/spelling";

/** The known word that was probably meant, as the end of a sentence; empty when none is near. */
export function hint(word: string, known: readonly string[]): string {
  const meant = didYouMean(word, known);
  return meant === undefined ? "" : `; ${meant}`;
}
