import { jsYaml } from "./js-yaml";
import type { ScalarNode } from "./node";

/**
 * Where each character of a scalar's value is written, through block indentation and escapes; undefined where that is not
 * known: folded and continued lines.
 */
export function textOffsets(text: string, { start, event }: ScalarNode): ((offset: number) => number) | undefined {
  const { SCALAR_STYLE, getScalarValue } = jsYaml();
  const { valueStart, valueEnd, style } = event;
  switch (style) {
    case SCALAR_STYLE.LITERAL_BLOCK:
      // With an indentation indicator the first line may be indented deeper than the block.
      return /^\|[+-]?\d/.test(text.slice(start, valueStart)) ? undefined : blockOffsets(text, valueStart);
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return text.slice(valueStart, valueEnd).includes("\n") ? undefined : quotedOffsets(text, valueStart, valueEnd);
    case SCALAR_STYLE.PLAIN:
      return text.slice(valueStart, valueEnd) === getScalarValue(text, event) ? (offset) => start + offset : undefined;
    default:
      return undefined;
  }
}

/** A literal block (`|`): each decoded line is a source line without the block's indentation. */
function blockOffsets(text: string, first: number): (offset: number) => number {
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
function quotedOffsets(text: string, start: number, end: number): (offset: number) => number {
  const starts: number[] = [];
  for (let i = start; i < end; ) {
    starts.push(i);
    i += text[i] === "\\" ? (escapeLength[text[i + 1]!] ?? 2) : 1;
  }
  return (offset) => starts[offset] ?? end;
}
