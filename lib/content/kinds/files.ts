import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ContentError, type Problem } from "../problem";

/** Files below `folder` whose name passes `filter`, sorted, as absolute paths; none when the folder does not exist. */
export function listFiles(folder: string, filter: (name: string) => boolean): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && filter(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A path as problems print it: relative to the content root, with forward slashes. */
export function displayPath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

/** Runs `read` for each path and gathers every file's problems before failing, so that one run shows them all. */
export function readAll<T>(paths: readonly string[], read: (path: string) => T, problems: Problem[]): T[] {
  const items: T[] = [];
  for (const path of paths) {
    try {
      items.push(read(path));
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      problems.push(...error.problems);
    }
  }
  return items;
}
