import { distance } from "fastest-levenshtein";

/**
 * The known names that a misspelt one is near, nearest first and else in the order given: one that differs in upper and
 * lower case alone, or in a third of what was received, or in two letters, as long as a letter is left that both have.
 */
export function namesNear(received: string, known: Iterable<string>): string[] {
  const wanted = received.toLowerCase();
  const tolerance = Math.max(2, Math.ceil(received.length / 3));
  return (
    [...new Set(known)]
      // Texts of very different length are never near; counting their edits takes long.
      .filter((name) => Math.abs(name.length - received.length) <= tolerance)
      .map((name) => ({ name, edits: distance(wanted, name.toLowerCase()), exact: distance(received, name) }))
      .filter(({ name, edits }) => edits <= tolerance && edits < Math.max(name.length, received.length))
      .sort((a, b) => a.edits - b.edits || a.exact - b.exact)
      .map(({ name }) => name)
  );
}

/** The known name that was most likely meant; undefined when none is near. */
export const nearest = (received: string, known: Iterable<string>): string | undefined => namesNear(received, known)[0];

/** `did you mean "x"?` for the known name that was most likely meant; undefined when none is near. */
export function didYouMean(received: string, known: Iterable<string>): string | undefined {
  const name = nearest(received, known);
  return name === undefined ? undefined : `did you mean "${name}"?`;
}
