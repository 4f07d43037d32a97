import { once } from "node:events";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { WorkCache } from "../../cache";
import { forkModule } from "../../processes";
import { CheckContext } from "../checks/context";
import type { Content } from "../content";
import { analyzeShare } from "./shares";

/** With fewer queries to analyse, another process would hardly be warm. */
const worthIt = 12;

/**
 * Analyses what is not known yet with two processes; checks find it in the cache then. Nothing is done where that does
 * not pay: without a second core or a folder to share, or when most is known.
 * @param root where the content was read from
 */
export async function analyzeAhead(root: string, content: Content, cache: WorkCache): Promise<void> {
  if (cache.folder === undefined || availableParallelism() < 2) return;
  const { binder } = new CheckContext(content, cache);
  const unknown = content.detections.filter(({ data }) => !binder.knows(data.query));
  if (unknown.length < worthIt) return;
  const second = forkModule(join(__dirname, "second-main"), [root, cache.folder], { stdio: ["ignore", 1, 2, "ipc"] });
  const ended = once(second, "exit");
  analyzeShare("first", content, cache);
  // However it ends: what it did not find out, the checks do.
  await ended;
  cache.reload();
}
