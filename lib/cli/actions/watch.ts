import { fork } from "node:child_process";
import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { endWithProcess } from "@sentinel-agent-identities/processes";
import { packageRoot } from "../../package";

/** Folders of content in which a change can change what a test says. */
const watched = ["pipeline", "detections"];
/** An editor writes a file in several steps. */
const settling = 150;

/**
 * Runs this command line again, in a process of its own, whenever content changes; what still runs then is stopped.
 * @param args of the command, without what made it watch
 * @param roots folders with content
 * @returns never; Ctrl+C ends it
 */
export function rerunOnChange(args: readonly string[], roots: readonly string[]): Promise<never> {
  let running: ReturnType<typeof fork> | undefined;
  const run = (): void => {
    running?.kill();
    const child = fork(join(packageRoot(), "bin/agentid.js"), [...args]);
    endWithProcess(child);
    running = child;
    child.once("exit", (code, signal) => {
      if (signal === null) console.log(`${code === 0 ? "" : "failed; "}waiting for a change, Ctrl+C ends`);
    });
  };
  let timer: NodeJS.Timeout | undefined;
  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, settling);
  };
  for (const root of roots)
    for (const name of watched) {
      const folder = join(root, name);
      if (existsSync(folder))
        watch(folder, { recursive: true }, (_, file) => /\.(yaml|md)$/.test(file ?? "") && changed());
    }
  run();
  return new Promise(() => undefined);
}
