import { nearest } from "@sentinel-agent-identities/spelling";

/** "did you mean X?", or what there is to choose from, or nothing. */
export function suggestion(wrong: string, candidates: readonly string[], listed?: string): string | undefined {
  const best = nearest(wrong, candidates);
  if (best !== undefined) return `did you mean ${best}?`;
  if (!listed || candidates.length === 0) return undefined;
  const shown = candidates.slice(0, 20).join(", ");
  return `${listed}: ${shown}${candidates.length > 20 ? ", …" : ""}`;
}
