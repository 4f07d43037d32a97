import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files that may hold rules: the one that is named, or those of a folder, sorted. */
export function foreignFiles(path: string): { readonly files: readonly string[]; readonly isFolder: boolean } {
  if (!statSync(path).isDirectory()) return { files: [path], isFolder: false };
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ya?ml|json)$/i.test(name) && !/\.test\.ya?ml$/i.test(name))
    .filter((name) => !name.split(/[\\/]/).some((part) => part === "node_modules" || part.startsWith(".")))
    .map((name) => join(path, name))
    .filter((name) => statSync(name).isFile())
    .sort();
  return { files, isFolder: true };
}
