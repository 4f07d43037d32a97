import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { runFolder } from "./run-folder";

/**
 * A package as it is published: built and packed once, for whichever suite unpacks it.
 * @param source folder of the package
 * @returns path of its archive
 */
export function archiveOf(source: string): string {
  const { name } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { readonly name: string };
  const folder = join(runFolder(), "packed", name);
  if (!existsSync(folder)) alone(`${folder}.taken`, () => existsSync(folder) || packInto(folder, source));
  return join(folder, readdirSync(folder)[0]!);
}

function packInto(folder: string, source: string): void {
  const draft = `${folder}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  execFileSync("npm", ["pack", "--silent", "--pack-destination", draft], { cwd: source, stdio: "pipe" });
  renameSync(draft, folder);
}

/** What a worker that ended in the middle has left is nobody's after so many milliseconds. */
const patience = 180_000;

/** Two workers that build a package at once would pack each other's halves. */
function alone(sign: string, work: () => unknown): void {
  const end = Date.now() + patience;
  while (!taken(sign) && Date.now() < end) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  try {
    work();
  } finally {
    rmSync(sign, { recursive: true, force: true });
  }
}

function taken(sign: string): boolean {
  try {
    mkdirSync(dirname(sign), { recursive: true });
    mkdirSync(sign);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
