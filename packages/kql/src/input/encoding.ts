import { closeSync, openSync, readSync } from "node:fs";
import { KqlInputError } from "./record";

/** @throws KqlInputError for a file that is written in UTF-16, as PowerShell and spreadsheets do */
export function assertNoUtf16(path: string): void {
  const [a, b, c, d] = beginning(path);
  const isMarked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const isBare = (a === 0 && b !== 0 && c === 0 && d !== 0) || (a !== 0 && b === 0 && c !== 0 && d === 0);
  if (isMarked || isBare) throw new KqlInputError(path, "is UTF-16, and UTF-8 is read", "save it as UTF-8");
}

/** The first four bytes; fewer of a shorter file. */
function beginning(path: string): Buffer {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const bytes = Buffer.alloc(4);
    return bytes.subarray(0, readSync(file, bytes, 0, 4, 0));
  } catch (error) {
    throw new KqlInputError(path, `cannot be read: ${(error as Error).message}`);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
