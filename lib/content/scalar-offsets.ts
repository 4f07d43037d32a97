/**
 * A literal block (`|`): each decoded line is a source line without the block's indentation.
 * @param start offset of the block header
 */
export function blockScalarOffsets(text: string, start: number): (offset: number) => number {
  const first = text.indexOf("\n", start) + 1;
  const indent = /^(?:[ ]*\r?\n)*([ ]*)/.exec(text.slice(first))?.[1]?.length ?? 0;
  return (offset) => {
    let decoded = 0;
    let source = first;
    for (;;) {
      const lineEnd = text.indexOf("\n", source);
      // A carriage return before the line's end is not part of the decoded text.
      const end = lineEnd === -1 ? text.length : text[lineEnd - 1] === "\r" ? lineEnd - 1 : lineEnd;
      const body = Math.max(0, end - source - indent);
      if (offset <= decoded + body || lineEnd === -1)
        return source + Math.min(indent, end - source) + (offset - decoded);
      decoded += body + 1;
      source = lineEnd + 1;
    }
  };
}

const escapeLength: Readonly<Record<string, number>> = { x: 4, u: 6 };

/** A double-quoted scalar on one line (every JSON string): walks the escapes. */
export function quotedScalarOffsets(text: string, start: number, end: number): (offset: number) => number {
  const starts: number[] = [];
  for (let i = start + 1; i < end - 1; ) {
    starts.push(i);
    i += text[i] === "\\" ? (escapeLength[text[i + 1]!] ?? 2) : 1;
  }
  return (offset) => starts[offset] ?? end - 1;
}
