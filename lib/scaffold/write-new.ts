import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Texts by path below the folder of content. */
export type NewFiles = Readonly<Record<string, string>>;

/** What becomes of files that may be there: by path, from their text or undefined. */
export type Edits = Readonly<Record<string, (text: string | undefined) => string>>;

/** Why new files cannot be written. */
export class ScaffoldError extends Error {
  override readonly name = "ScaffoldError";
}

/**
 * Writes files that were not there, and adds to others.
 * @throws ScaffoldError when one of them is: then none is written
 */
export function writeNew(root: string, files: NewFiles, edits: Edits = {}): void {
  const there = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (there !== undefined) throw new ScaffoldError(`${there} exists: choose another name; nothing is written`);
  const edited = Object.entries(edits).map(([path, edit]) => {
    const file = join(root, path);
    return [file, edit(existsSync(file) ? readFileSync(file, "utf8") : undefined)] as const;
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  }
  for (const [file, text] of edited) writeFileSync(file, text);
}
