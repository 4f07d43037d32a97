import { distance } from "fastest-levenshtein";

/** `did you mean "x" or "y"?`, or elsewhere, where the names are; for lists that are too long to show. */
export function meant(received: string, known: readonly string[], elsewhere: string): string {
  const near = known
    .map((name) => ({ name, far: distance(name.toLowerCase(), received.toLowerCase()) }))
    .filter(({ far }) => far <= Math.max(2, received.length / 3))
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, 2)
    .map(({ name }) => `"${name}"`);
  return near.length > 0 ? `did you mean ${near.join(" or ")}?` : `see ${elsewhere}`;
}
