/**
 * Words in lines of a width.
 * @param first what the first line begins with; the others are indented as far
 */
export function wrapped(first: string, text: string, width: number): string[] {
  const indent = " ".repeat(first.length);
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(/\s+/)) {
    const begun = line.length > first.length;
    if (begun && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else line += begun ? ` ${word}` : word;
  }
  return [...lines, line];
}
