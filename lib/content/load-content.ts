import { cacheFolder, WorkCache } from "../cache";
import { packageRoot } from "../package";
import type { Progress } from "../progress";
import type { ContentFolders } from "./ahead/order";
import { checkContent } from "./check-content";
import type { Content } from "./content";
import { overlaid } from "./overlay";
import { assertNoErrors } from "./problem";
import { readContent } from "./read-content";
import { withWritten } from "./written-functions";

/**
 * Reads and checks the content below `root` (default: what this package ships).
 * @param cache what earlier runs found out about queries
 * @param progress told how far the checks are
 * @param own a folder with more content, beside that of `root`
 * @throws ContentError with every error; warnings pass
 */
export function loadContent(
  root: string = packageRoot(),
  cache?: WorkCache,
  progress?: Progress,
  own?: string,
): Content {
  const content = readFolders({ root, ...(own === undefined ? {} : { own }) }, cache);
  assertNoErrors(checkContent(content, cache, progress));
  return content;
}

/**
 * Reads the content of folders; nothing is checked across files.
 * @throws ContentError with the problems of every file, and for items that two folders have
 */
export const readFolders = ({ root, own }: ContentFolders, cache?: WorkCache): Content =>
  own === undefined ? readContent(root, cache) : readOverlaid(root, own, cache);

/**
 * Reads the content below `root` with a project's own beside it; nothing is checked across files.
 * @throws ContentError with the problems of every file, and for items that both have
 */
export const readOverlaid = (root: string, own: string, cache?: WorkCache): Content =>
  withWritten(overlaid(readContent(root, cache), readContent(own, cache)));

let shipped: Content | undefined;

/**
 * What this package ships, read and checked once a process for however many stacks, with what earlier runs found out.
 * @throws ContentError with every error; warnings pass
 */
export function shippedContent(): Content {
  shipped ??= loadContent(packageRoot(), new WorkCache(cacheFolder()));
  return shipped;
}
