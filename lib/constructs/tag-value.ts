/** Bytes that azurerm takes in the value of a tag. */
const longest = 256;

/** A text as a tag's value: whole sentences of it, as many as fit; of a sentence that does not fit, whole words. */
export function tagValue(text: string): string {
  const whole = text.trim();
  const sentences = longestPrefix(whole, /(?<=[.!?])\s+/g, "");
  return sentences || longestPrefix(whole, /\s+/g, "…");
}

/** The longest part of a text that ends before a match of `gap`, or at its end, and fits with `mark` behind it. */
function longestPrefix(text: string, gap: RegExp, mark: string): string {
  if (Buffer.byteLength(text) <= longest) return text;
  const parts = [...text.matchAll(gap)].map(({ index }) => text.slice(0, index) + mark);
  return parts.findLast((part) => Buffer.byteLength(part) <= longest) ?? "";
}
