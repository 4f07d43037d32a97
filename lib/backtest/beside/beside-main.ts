/** Checks content and compiles the queries of a workspace, and leaves what it made in the cache. */

import { endAtOnce } from "@sentinel-agent-identities/processes";
import { WorkCache } from "../../cache";
import { loadContent } from "../../content";
import { SentinelEmulator } from "../../emulator";
import type { Order } from "./messages";

process.on("message", (order: Order) => {
  void perform(order).then(() => process.send!("done"));
});
process.on("disconnect", () => endAtOnce());
// Ctrl+C reaches every process of a terminal: the parent decides.
process.on("SIGINT", () => undefined);

/** What is wrong, with content, queries or the cache, is found again by the parent, and told there. */
async function perform({ workspace, cacheFolder, content }: Order): Promise<void> {
  const cache = new WorkCache(cacheFolder, { warn: () => undefined });
  try {
    if (content) loadContent(content.root, cache, undefined, content.own);
    (await SentinelEmulator.open(workspace, { cache })).check();
  } catch {
    // As above.
  }
  cache.save();
}
