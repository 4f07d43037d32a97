import { readFileSync } from "node:fs";
import { ContentError } from "./problem";

/** What the system says of a file that cannot be read, and what to do. */
const refusals: Readonly<Record<string, readonly [message: string, suggestion: string]>> = {
  ENOENT: ["there is no such file", "write it, or take away the link that leads to it"],
  EISDIR: ["it is a folder, where a file is read", "give the folder another name"],
  EACCES: ["its permissions do not let it be read", "let who runs this read it (chmod u+r)"],
  EPERM: ["its permissions do not let it be read", "let who runs this read it"],
  ELOOP: ["its links lead in a circle", "write the file itself"],
};

/**
 * The text of a file in UTF-8, without a byte order mark.
 * @param file the name to report in problems
 * @throws ContentError for one that cannot be read, or is written in another encoding
 */
export function readText(path: string, file: string = path): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const [message, suggestion] = refusals[(error as NodeJS.ErrnoException).code ?? ""] ?? [];
    if (message === undefined) throw error;
    throw refused("file/unreadable", file, 1, 1, message, suggestion!);
  }
  if (isWide(bytes))
    throw refused("file/encoding", file, 1, 1, "the file is UTF-16, and UTF-8 is read", "save it as UTF-8");
  const text = bytes.toString("utf8");
  // Most files have no such character at all; one may have it rightly.
  if (text.includes("\uFFFD")) assertUtf8(bytes, file);
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** A byte order mark of UTF-16, or a text of which every other byte is nothing. */
function isWide(bytes: Buffer): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return (
    bytes.length >= 4 && [0, 1].some((odd) => [0, 2].every((at) => bytes[at + odd] === 0 && bytes[at + 1 - odd] !== 0))
  );
}

function assertUtf8(bytes: Buffer, file: string): void {
  let start = 0;
  for (let line = 1; start <= bytes.length; line++) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const column = wrongColumn(bytes.subarray(start, end));
    if (column !== undefined) {
      const why = "a byte here is no UTF-8: the file was saved in another encoding, such as Windows-1252";
      throw refused("file/encoding", file, line, column, why, "save it as UTF-8");
    }
    start = end + 1;
  }
}

/** Where a line stops being UTF-8. */
function wrongColumn(line: Buffer): number | undefined {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let column = 1;
  try {
    for (const byte of line) column += decoder.decode(Uint8Array.of(byte), { stream: true }).length;
    decoder.decode();
    return undefined;
  } catch {
    return column;
  }
}

const refused = (code: string, file: string, line: number, column: number, message: string, suggestion: string) =>
  new ContentError([{ code, severity: "error", file, line, column, message, suggestion }]);
