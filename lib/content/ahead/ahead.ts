import { join } from "node:path";
import { forkModule, workFromFirst } from "@sentinel-agent-identities/processes";
import type { WorkCache } from "../../cache";
import { type Progress, silent } from "../../progress";
import type { Content } from "../content";
import type { ContentFolders, Order } from "./order";
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
  const order: Order = { folders, cacheFolder: cache.folder };
  const queries = queriesAhead(content, cache);
  await workFromFirst(forkModule(join(__dirname, "ahead-main")), order, queries, (done) =>
    progress.update(done, queries.length, "analysing queries"),
  );
  cache.refresh();
}
