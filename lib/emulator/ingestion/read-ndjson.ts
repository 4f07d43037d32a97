import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { EmulatorError } from "../errors";
import type { InputRow } from "./input-row";

/**
 * Rows of an NDJSON file, gzipped or not; blank lines are skipped.
 * @throws EmulatorError for a line that is not a JSON object, with its number
 */
export async function* readNdjson(path: string): AsyncIterable<InputRow> {
  const file = createReadStream(path);
  const input = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === "") continue;
    yield { data: parseLine(line, path, number), place: `${path}:${number}`, bytes: Buffer.byteLength(line) };
  }
}

function parseLine(line: string, path: string, number: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    const column = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? 0) + 1;
    throw new EmulatorError(
      `${path}:${number}:${column}`,
      `is not JSON: ${(error as Error).message}`,
      "write one JSON object per line",
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new EmulatorError(
      `${path}:${number}:1`,
      `is ${Array.isArray(value) ? "an array" : JSON.stringify(value)}, not an object`,
      "write one JSON object per line",
    );
  }
  return value as Record<string, unknown>;
}
