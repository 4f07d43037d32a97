import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const known = new Map<string, string>();

/**
 * A hash of code: in a checkout the package's version stays while its code changes.
 * @param code files, and folders with everything in them
 */
export function codeVersion(code: readonly string[]): string {
  const name = code.join("\n");
  const version = known.get(name) ?? hashOf(code.flatMap(filesOf));
  known.set(name, version);
  return version;
}

function hashOf(files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file)).update("\0");
  return hash.digest("base64url");
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
