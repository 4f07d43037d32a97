import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { pipeline } from "node:stream";
import { constants, createGunzip, gunzipSync } from "node:zlib";

const sniffed = 1 << 16;

/** Text of a file in pieces: UTF-8, or UTF-16 as PowerShell writes it; `.gz` is unpacked; without a byte order mark. */
export async function* textOf(path: string, notes?: { cut?: boolean }): AsyncGenerator<string> {
  const encoding = encodingOf(path);
  const file = createReadStream(path);
  const input = isPacked(path) ? pipeline(file, createGunzip(), () => undefined) : file;
  let first = true;
  try {
    for await (const chunk of input.setEncoding(encoding) as AsyncIterable<string>) {
      yield first && chunk.startsWith("\ufeff") ? chunk.slice(1) : chunk;
      first = false;
    }
  } catch (error) {
    // A packed file that ends early has given all it has.
    if ((error as NodeJS.ErrnoException).code !== "Z_BUF_ERROR" || !notes) throw error;
    notes.cut = true;
  }
}

/** The beginning of a file's text, at most some ten thousand characters. */
export function beginningOf(path: string): string {
  const bytes = firstBytes(path);
  const plain = isPacked(path) ? gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }) : bytes;
  return plain.toString(encodingOf(path)).replace(/^\ufeff/, "");
}

const isPacked = (path: string): boolean => path.toLowerCase().endsWith(".gz");

const encodingOf = (path: string): "utf8" | "utf16le" => {
  const [a, b] = firstBytes(path);
  return a === 0xff && b === 0xfe ? "utf16le" : "utf8";
};

/** The first bytes of a file, as it is stored. */
export function firstBytes(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.alloc(sniffed);
    return buffer.subarray(0, readSync(file, buffer, 0, sniffed, 0));
  } finally {
    closeSync(file);
  }
}
