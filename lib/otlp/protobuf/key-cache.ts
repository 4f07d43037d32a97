/** Keys that are kept; spans of all programs together have some hundreds of usual ones. */
const size = 4096;
/** Longer keys are not kept. */
const longest = 64;

const texts: (string | undefined)[] = new Array(size).fill(undefined);
const kept: (Buffer | undefined)[] = new Array(size).fill(undefined);

/** A key of an attribute, which is mostly one that was there before: reading it again costs more than finding it. */
export function keyText(bytes: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length > longest) return bytes.toString("utf8", start, end);
  let hash = length;
  for (let at = start; at < end; at++) hash = (hash * 31 + bytes[at]!) | 0;
  const place = hash & (size - 1);
  const known = kept[place];
  if (known !== undefined && known.length === length) {
    let at = 0;
    while (at < length && known[at] === bytes[start + at]) at++;
    if (at === length) return texts[place]!;
  }
  const text = bytes.toString("utf8", start, end);
  texts[place] = text;
  kept[place] = Buffer.from(bytes.subarray(start, end));
  return text;
}
