/** Analyses the queries of content from the last one backwards, until its parent has come as far from the first. */

import { setImmediate } from "node:timers/promises";
import { endAtOnce } from "@sentinel-agent-identities/processes";
import { WorkCache } from "../../cache";
import { readFolders } from "../load-content";
import { enough, type Order, type Said } from "./messages";
import { queriesAhead } from "./queries-ahead";

let isEnough = false;
process.on("message", (message: Order | typeof enough) => {
  if (message === enough) isEnough = true;
  else void perform(message).finally(() => say("kept"));
});
process.on("disconnect", () => endAtOnce());
// Ctrl+C reaches every process of a terminal: the parent decides.
process.on("SIGINT", () => undefined);

const say = (what: Said): void => void process.send!(what);

async function perform({ folders, cacheFolder }: Order): Promise<void> {
  const cache = new WorkCache(cacheFolder, { warn: () => undefined });
  try {
    const queries = queriesAhead(readFolders(folders, cache), cache);
    for (let at = queries.length - 1; at >= 0; at--) {
      say(at);
      // The parent is heard between two queries.
      await setImmediate();
      if (isEnough) break;
      queries[at]!();
    }
  } catch {
    // What is wrong is found again by the parent, and told there.
  }
  cache.save();
}
