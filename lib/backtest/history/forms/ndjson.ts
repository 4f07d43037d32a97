import { BacktestError } from "../../errors";
import type { FileNotes, OpenedFile, RawRecord } from "../record";
import { textOf } from "../text";

/** A file of one JSON object per line; blank lines are passed over. */
export const openNdjson = (path: string): OpenedFile => ({
  form: { name: "NDJSON", textual: false },
  rows: (notes) => rowsOf(path, notes),
});

async function* rowsOf(path: string, notes: FileNotes): AsyncGenerator<RawRecord> {
  let number = 0;
  let rest = "";
  const ending = {};
  for await (const chunk of textOf(path, ending)) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop()!;
    for (const line of lines) {
      number++;
      if (line.trim() !== "") yield record(path, line, number);
    }
  }
  if (rest.trim() === "") {
    if ("cut" in ending) notes.truncatedAt = { line: number + 1, column: 1 };
    return;
  }
  const last = parsed(rest);
  // Without a line break behind it, a line that is no JSON is one that was cut off.
  if ("error" in last) notes.truncatedAt = { line: number + 1, column: 1 };
  else yield record(path, rest, number + 1);
}

function parsed(line: string): { readonly value: unknown } | { readonly error: Error } {
  try {
    return { value: JSON.parse(line) };
  } catch (error) {
    return { error: error as Error };
  }
}

function record(path: string, line: string, number: number): RawRecord {
  const result = parsed(line);
  if ("error" in result) {
    const column = Number(/position (\d+)/.exec(result.error.message)?.[1] ?? 0) + 1;
    throw new BacktestError(
      `${path}:${number}:${column}`,
      `is not JSON: ${result.error.message}`,
      "write one JSON object per line, or a JSON array of objects",
    );
  }
  const { value } = result;
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BacktestError(
      `${path}:${number}:1`,
      `is ${Array.isArray(value) ? "an array" : JSON.stringify(value)}, not an object`,
      "write one JSON object per line",
    );
  return { data: value as RawRecord["data"], line: number, column: 1, bytes: Buffer.byteLength(line) };
}
