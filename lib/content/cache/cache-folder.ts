import { existsSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

/** Where results are kept between runs: with the working directory's packages, or else with the user's temporary files. */
export function cacheFolder(from: string = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json")) && existsSync(join(folder, "node_modules")))
      return join(folder, "node_modules", ".cache", "agentid");
    if (folder === dirname(folder)) return join(tmpdir(), `agentid-cache-${userInfo().username}`);
  }
}
