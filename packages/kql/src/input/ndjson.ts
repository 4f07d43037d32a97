import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { assertNoUtf16 } from "./encoding";
import { type FileRecord, KqlInputError } from "./record";

/** Records of an NDJSON file, gzipped when it ends in `.gz`; blank lines are skipped. Read as a stream. */
export async function* readNdjson(path: string): AsyncIterable<FileRecord> {
  let number = 0;
  assertNoUtf16(path);
  for await (const read of lines(path)) {
    number++;
    const line = number === 1 && read.startsWith("\uFEFF") ? read.slice(1) : read;
    if (line.trim() === "") continue;
    yield { data: parseLine(line, path, number), place: `${path}:${number}`, bytes: Buffer.byteLength(line) };
  }
}

/** By hand rather than by `readline`, whose iterator loses the errors of its input. */
async function* lines(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  const input = path.endsWith(".gz") ? pipeline(file, createGunzip(), () => undefined) : file;
  let rest = "";
  try {
    for await (const chunk of input.setEncoding("utf8") as AsyncIterable<string>) {
      const parts = (rest + chunk).split(/\r?\n/);
      rest = parts.pop()!;
      yield* parts;
    }
  } catch (error) {
    throw new KqlInputError(path, `cannot be read: ${(error as Error).message}`);
  }
  yield rest;
}

function parseLine(line: string, path: string, number: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new KqlInputError(
      `${path}:${number}:${beginningOfJson(line) + 1}`,
      `is not JSON: ${(error as Error).message}`,
      "write one JSON object per line",
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const found = Array.isArray(value) ? "an array" : JSON.stringify(value);
    throw new KqlInputError(`${path}:${number}:1`, `is ${found}, not an object`, "write one JSON object per line");
  }
  return value as Record<string, unknown>;
}

/** Characters up to the first that JSON cannot have there: Node's messages tell the place of some errors only. */
function beginningOfJson(line: string): number {
  let [least, most] = [0, line.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (isBeginningOfJson(line.slice(0, middle))) least = middle;
    else most = middle - 1;
  }
  return least;
}

function isBeginningOfJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith("Unexpected token")) return false;
    return message.startsWith("Unexpected end") || Number(/at position (\d+)/.exec(message)?.[1]) === text.length;
  }
}
