import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../lib/content";
import { runFolder } from "./run-folder";

/** Folders that hold content. */
const contentFolders = ["pipeline", "detections", "workbooks", "playbooks", "governance"];

let copy: string | undefined;

/** Runs `work` on a copy of the content this package ships, with some files written anew: one copy, put right afterwards. */
export function withContent<T>(files: Readonly<Record<string, string>>, work: (root: string) => T): T {
  copy ??= copyTo(join(runFolder(), `content.${process.pid}`));
  const root = copy;
  const before = Object.keys(files).map((file) => {
    const path = join(root, file);
    return { path, text: existsSync(path) ? readFileSync(path, "utf8") : undefined };
  });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(root, file), text);
  try {
    return work(root);
  } finally {
    for (const { path, text } of before) text === undefined ? rmSync(path) : writeFileSync(path, text);
  }
}

/** Copies the content this package ships. @returns the folder */
export function copyTo(folder: string): string {
  for (const name of contentFolders) cpSync(join(packageRoot(), name), join(folder, name), { recursive: true });
  return folder;
}
