/** Writes stacks of some tenants after the other, and keeps nothing of them. */

import { endAtOnce } from "@sentinel-agent-identities/processes";
import { cacheFolder, WorkCache } from "../../cache";
import { type Content, readContent, readOverlaid } from "../../content";
import { forgetTokens } from "../cdktf";
import { writeStacks } from "../write-stacks";
import type { Answer, ContentFolders, Order } from "./messages";

let content: Content | undefined;

process.on("message", (order: Order) => {
  process.send!(answer(order));
});
process.on("disconnect", () => endAtOnce());
// Ctrl+C reaches every process of a terminal: the parent decides.
process.on("SIGINT", () => undefined);

function answer({ folders, tenants, outdir }: Order): Answer {
  try {
    content ??= contentIn(folders);
    return { written: writeStacks(tenants, content, outdir, () => undefined) };
  } catch (error) {
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message, stack } };
  } finally {
    forgetTokens();
  }
}

/** As the parent has read and checked it. */
function contentIn({ content: root, own }: ContentFolders): Content {
  const cache = new WorkCache(cacheFolder());
  return own === undefined ? readContent(root, cache) : readOverlaid(root, own, cache);
}
