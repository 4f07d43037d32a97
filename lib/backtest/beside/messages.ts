import type { ContentFolders } from "../../content";
import type { Workspace } from "../../emulator";

/** What another process looks at: what it finds out is in the cache when it answers, with whatever. */
export interface Order {
  readonly workspace: Workspace;
  readonly cacheFolder: string;
  /** to be checked */
  readonly content?: ContentFolders;
}
