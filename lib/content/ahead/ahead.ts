import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { forkModule } from "@sentinel-agent-identities/processes";
import type { WorkCache } from "../../cache";
import { type Progress, silent } from "../../progress";
import type { Content } from "../content";
import { type ContentFolders, enough, type Order, type Said } from "./messages";
import { queriesAhead, unknownQueries } from "./queries-ahead";

/** Below this another process takes longer to start than it saves. */
const fewest = 30;

/**
 * Analyses the queries of content that is to be checked, where most are unknown, on two cores: this process begins with
 * the first, another one with the last. What they find is in the cache; what is wrong is told by `checkContent`.
 * @param content as it was read from the folders
 * @param cache without a folder, nothing is done
 */
export async function analyseAhead(
  content: Content,
  folders: ContentFolders,
  cache: WorkCache | undefined,
  progress: Progress = silent,
): Promise<void> {
  if (cache?.folder === undefined || unknownQueries(content, cache) < fewest) return;
  // What is known by now, such as the files of content, is not read again.
  cache.save();
  const queries = queriesAhead(content, cache);
  const other = begin({ folders, cacheFolder: cache.folder }, queries.length);
  for (let at = 0; at < other.reached(); at++) {
    progress.update(at + queries.length - other.reached(), queries.length, "analysing queries");
    queries[at]!();
    // The other process is heard between two queries.
    await setImmediate();
  }
  await other.end();
  cache.refresh();
}

interface Other {
  /** place of the query that it looks at, or beyond the last */
  reached(): number;
  /** Waits until it has kept what it found. */
  end(): Promise<void>;
}

function begin(order: Order, count: number): Other {
  const child = forkModule(join(__dirname, "ahead-main"));
  let reached = count;
  const ended = new Promise<void>((resolve) => {
    child.on("message", (said: Said) => {
      if (said === "kept") resolve();
      else reached = said;
    });
    // Who ends without a word leaves all to this process.
    for (const event of ["exit", "error"])
      child.once(event, () => {
        reached = count;
        resolve();
      });
  });
  const send = (message: Order | typeof enough) => child.send(message, () => undefined);
  send(order);
  return {
    reached: () => reached,
    end: async () => {
      if (child.connected) send(enough);
      await ended;
      child.kill("SIGKILL");
    },
  };
}
