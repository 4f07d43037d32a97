import { distance } from "fastest-levenshtein";

/** The candidates nearest in spelling to a wrong name, best first; none when nothing is near. */
export function nearest(wrong: string, candidates: Iterable<string>, limit = 1): string[] {
  const lower = wrong.toLowerCase();
  const tolerance = wrong.length < 3 ? 0 : Math.ceil(wrong.length / 3);
  return [...new Set(candidates)]
    .map((name) => ({ name, edits: distance(lower, name.toLowerCase()) }))
    .filter(({ edits }) => edits <= tolerance)
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** "did you mean X?", or what there is to choose from, or nothing. */
export function suggestion(wrong: string, candidates: readonly string[], listed?: string): string | undefined {
  const [best] = nearest(wrong, candidates);
  if (best !== undefined) return `did you mean ${best}?`;
  if (!listed || candidates.length === 0) return undefined;
  const shown = candidates.slice(0, 20).join(", ");
  return `${listed}: ${shown}${candidates.length > 20 ? ", …" : ""}`;
}
