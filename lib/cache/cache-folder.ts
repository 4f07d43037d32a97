import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Where work is kept between runs: with the working directory's packages, or else with the user's other caches. */
export function cacheFolder(from: string = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) && existsSync(join(folder, "node_modules")))
      return join(folder, "node_modules", ".cache", "agentid");
    // Not with everybody's temporary files: there, somebody else could have put a folder of this name.
    if (folder === dirname(folder)) return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "agentid");
  }
}
