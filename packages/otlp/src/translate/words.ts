/** A word without case, blanks, dots, dashes and underscores: `Chat`, `chat.completions`, `TextCompletion`, `"LLM"`. */
export function plainWord(word: string): string {
  const known = kept.get(word);
  if (known !== undefined) return known;
  const plain = word.toLowerCase().replace(/[^a-z0-9]/g, "");
  // Spans of one program repeat a few words; what is new on each is not kept.
  if (kept.size < mostKept && word.length < 40) kept.set(word, plain);
  return plain;
}

const mostKept = 2000;
const kept = new Map<string, string>();
