import { join } from "node:path";
import { forkModule } from "@sentinel-agent-identities/processes";
import type { WorkCache } from "../../cache";
import type { ContentFolders } from "../../content";
import { unknownRules, type Workspace } from "../../emulator";
import type { Order } from "./messages";

/** Content that a workspace was made of, and that nobody has checked yet. */
export interface UncheckedContent {
  readonly folders: ContentFolders;
  /** @throws ContentError with every error */
  readonly check: () => void;
}

/** Work on queries that another process does while this one reads a history. */
export interface Beside {
  /** Aborted, with the error to throw, when content turns out to be wrong. */
  readonly signal: AbortSignal;
  /** Ends when all that can be known of queries is in the cache; fails when content is wrong. */
  readonly done: Promise<void>;
  /** Ends what is still under way. */
  close(): void;
}

/** Below this another process takes longer to start than it saves. */
const fewest = 12;

/**
 * Checks content and compiles the queries of a workspace in a process of its own, where most are unknown: it takes long,
 * and the language service leaves much in memory, which the replay would carry along. Otherwise content is checked here,
 * at once.
 * @throws ContentError
 */
export function beside(workspace: Workspace, content?: UncheckedContent, cache?: WorkCache): Beside | undefined {
  if (cache?.folder === undefined || unknownRules(workspace, cache) < fewest) {
    content?.check();
    return undefined;
  }
  // What is known by now, such as the files of content, is not read again.
  cache.save();
  const other = forkModule(join(__dirname, "beside-main"), [], { serialization: "advanced" });
  // Who ends without a word has left less in the cache, and nothing else.
  const ended = new Promise<void>((resolve) => {
    for (const event of ["message", "exit", "error"]) other.once(event, () => resolve());
  });
  const order: Order = { workspace, cacheFolder: cache.folder, ...(content ? { content: content.folders } : {}) };
  other.send(order, () => undefined);
  const aborting = new AbortController();
  const close = () => void other.kill("SIGKILL");
  const done = ended.then(() => {
    close();
    cache.refresh();
    try {
      content?.check();
    } catch (error) {
      aborting.abort(error);
      throw error;
    }
  });
  // Who reads the history may end before this does.
  done.catch(() => undefined);
  return { signal: aborting.signal, done, close };
}
