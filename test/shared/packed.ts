import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runFolder } from "./run-folder";

/**
 * A package as it is published: built and packed once, for whichever suite unpacks it.
 * @param source folder of the package
 * @returns path of its archive
 */
export function archiveOf(source: string): string {
  const { name } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { readonly name: string };
  const folder = join(runFolder(), "packed", name);
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    mkdirSync(draft, { recursive: true });
    execFileSync("npm", ["pack", "--silent", "--pack-destination", draft], { cwd: source, stdio: "pipe" });
    // The other worker may have been here first.
    if (existsSync(folder)) rmSync(draft, { recursive: true });
    else renameSync(draft, folder);
  }
  return join(folder, readdirSync(folder)[0]!);
}
