import type { Workspace } from "../../emulator";

/** Where content is read from. */
export interface ContentFolders {
  readonly root: string;
  /** more content, beside that */
  readonly own?: string;
}

/** What another process looks at: what it finds out is in the cache when it answers, with whatever. */
export interface Order {
  readonly workspace: Workspace;
  readonly cacheFolder: string;
  /** to be checked */
  readonly content?: ContentFolders;
}
