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
