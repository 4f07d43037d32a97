import { readFileSync } from "node:fs";
import { PolicyError } from "../errors";

/**
 * The JSON that a tool printed into a file: in UTF-8, or as PowerShell writes what a tool prints, with a byte order mark or
 * in UTF-16.
 * @throws PolicyError for a file that holds none
 */
export function readToolJson(file: string): unknown {
  const bytes = readFileSync(file);
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes.toString(isWide ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PolicyError(file, "is not JSON", (error as Error).message);
  }
}
