import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../lib/cache";
import { packageRoot } from "../../lib/package";

/** The command of this checkout. */
export const command = join(packageRoot(), "bin/agentid.js");

/** Wherever it is started, it knows what became of the content already, as it does in the checkout. */
export const environment = { ...process.env, XDG_CACHE_HOME: dirname(cacheFolder(packageRoot())) };

/** Runs it in a folder, to its end. */
export const commandIn =
  (folder: string) =>
  (...args: string[]) => {
    const options = { cwd: folder, env: environment, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], options);
    return { status, out: stdout, err: stderr };
  };
