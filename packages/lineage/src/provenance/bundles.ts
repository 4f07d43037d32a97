/** One bundle out of what carries it; undefined for text that is no JSON. */
export function bundlesIn(text: string): unknown[] | undefined {
  const whole = parsed(text);
  if (whole) return unwrapped(whole.value);
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const documents = lines.map(parsed);
  if (lines.length === 0) return [];
  return documents.every((document) => document !== undefined)
    ? documents.flatMap((document) => unwrapped(document!.value))
    : undefined;
}

/**
 * GitHub's and npm's APIs give `{ attestations: [{ bundle }] }`. GitHub leaves the bundle out where it is too long, which
 * says nothing about it.
 */
function unwrapped(value: unknown): unknown[] {
  const list = (value as { attestations?: unknown } | null)?.attestations;
  if (!Array.isArray(list)) return [value];
  return list.map((item) => (item as { bundle?: unknown } | null)?.bundle).filter((bundle) => bundle != null);
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
