/** Bytes that a character takes in JSON at most, as an escape. */
const widest = 6;

/**
 * A text that takes no more than so many bytes as JSON, where control characters take six each; a text that was cut ends
 * with an ellipsis.
 */
export function cutText(text: string, bytes: number): string {
  if (text.length * widest <= bytes || jsonBytes(text) <= bytes) return text;
  const mark = "…";
  let room = bytes - jsonBytes(mark);
  let kept = "";
  for (const character of text.slice(0, bytes)) {
    room -= jsonBytes(character);
    if (room < 0) break;
    kept += character;
  }
  return kept + mark;
}

function jsonBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
