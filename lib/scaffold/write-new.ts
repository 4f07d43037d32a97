import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Texts by path below the folder of content. */
export type NewFiles = Readonly<Record<string, string>>;

/** Why new files cannot be written. */
export class ScaffoldError extends Error {
  override readonly name = "ScaffoldError";
}

/**
 * Writes files that were not there.
 * @throws ScaffoldError when one of them is: then none is written
 */
export function writeNew(root: string, files: NewFiles): void {
  const there = Object.keys(files).find((path) => existsSync(join(root, path)));
  if (there !== undefined) throw new ScaffoldError(`${there} exists: choose another name; nothing is written`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: "wx" });
  }
}
