import type { Place } from "../errors";
import type { QuerySource } from "../types";

/** The line and column of an offset within a text, both 1-based. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf("\n");
  return { line: before.split("\n").length, column: offset - lastBreak };
}

/** Where an offset of a query's text lies in the file the text was taken from. */
export function placeOf(text: string, offset: number, source: QuerySource = {}): Place {
  const { line, column } = source.locate ? source.locate(offset) : lineAndColumn(text, offset);
  return source.file === undefined ? { line, column } : { file: source.file, line, column };
}
