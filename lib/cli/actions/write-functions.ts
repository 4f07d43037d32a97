import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readContent, writtenFunctions } from "../../content";

/** Writes the functions anew that tell what the rules of a folder declare, where the folder has them. */
export function writeFunctions(root: string): void {
  for (const [path, text] of Object.entries(writtenFunctions(readContent(root)))) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, "utf8") !== text) writeFileSync(file, text);
  }
}
