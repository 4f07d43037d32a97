/** Texts that are kept: keys of attributes, and values such as names of tools and models. */
const size = 8192;
/** Longer texts are not kept. */
const longest = 48;

const texts: string[] = new Array(size).fill("");
const lengths = new Uint8Array(size);
const kept = new Uint8Array(size * longest);

/** A text that mostly was there before: reading it again costs more than finding it. */
export function cachedText(bytes: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length > longest || length === 0) return bytes.toString("utf8", start, end);
  let hash = length;
  for (let at = start; at < end; at++) hash = (hash * 31 + bytes[at]!) | 0;
  const place = (hash ^ (hash >>> 13)) & (size - 1);
  const base = place * longest;
  if (lengths[place] === length) {
    let at = 0;
    while (at < length && kept[base + at] === bytes[start + at]) at++;
    if (at === length) return texts[place]!;
  }
  const text = bytes.toString("utf8", start, end);
  texts[place] = text;
  lengths[place] = length;
  for (let at = 0; at < length; at++) kept[base + at] = bytes[start + at]!;
  return text;
}
