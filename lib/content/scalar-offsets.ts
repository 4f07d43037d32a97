/**
 * A literal block (`|`): each decoded line is a source line without the block's indentation.
 * @param start offset of the block header
 */
export function blockScalarOffsets(text: string, start: number): (offset: number) => number {
  const first = text.indexOf("\n", start) + 1;
  const indent = /^(?:[ ]*\n)*([ ]*)/.exec(text.slice(first))?.[1]?.length ?? 0;
  return (offset) => {
    let decoded = 0;
    let source = first;
    for (;;) {
      const lineEnd = text.indexOf("\n", source);
      const end = lineEnd === -1 ? text.length : lineEnd;
      const body = Math.max(0, end - source - indent);
      if (offset <= decoded + body || lineEnd === -1)
        return source + Math.min(indent, end - source) + (offset - decoded);
      decoded += body + 1;
      source = lineEnd + 1;
    }
  };
}

/** A double-quoted scalar on one line (every JSON string): walks the escapes. */
export function quotedScalarOffsets(text: string, start: number, end: number): (offset: number) => number {
  const starts: number[] = [];
  for (let i = start + 1; i < end - 1; ) {
    starts.push(i);
    i += text[i] !== "\\" ? 1 : text[i + 1] === "u" ? 6 : 2;
  }
  return (offset) => starts[offset] ?? end - 1;
}
