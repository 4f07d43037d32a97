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

/** GitHub's and npm's APIs give `{ attestations: [{ bundle }] }`. */
function unwrapped(value: unknown): unknown[] {
  const list = (value as { attestations?: unknown } | null)?.attestations;
  return Array.isArray(list) ? list.map((item) => (item as { bundle?: unknown } | null)?.bundle) : [value];
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
