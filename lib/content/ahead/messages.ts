/** Where content is read from. */
export interface ContentFolders {
  readonly root: string;
  /** more content, beside that */
  readonly own?: string;
}

/** Whose queries another process analyses, and where it keeps what it finds. */
export interface Order {
  readonly folders: ContentFolders;
  readonly cacheFolder: string;
}

/** What is said to the other process: it is to keep what it has found, and to end. */
export const enough = "enough";

/** What the other process says: the place of the query that it looks at now, or that all is kept. */
export type Said = number | "kept";
