import { cacheFolder, WorkCache } from "../cache";
import { packageRoot } from "../package";
import type { Progress } from "../progress";
import { checkContent } from "./check-content";
import type { Content } from "./content";
import { assertNoErrors } from "./problem";
import { readContent } from "./read-content";

/**
 * Reads and checks the content below `root` (default: what this package ships).
 * @param cache what earlier runs found out about queries
 * @param progress told how far the checks are
 * @throws ContentError with every error; warnings pass
 */
export function loadContent(root: string = packageRoot(), cache?: WorkCache, progress?: Progress): Content {
  const content = readContent(root, cache);
  assertNoErrors(checkContent(content, cache, progress));
  return content;
}

let shipped: Content | undefined;

/**
 * What this package ships, read and checked once a process for however many stacks, with what earlier runs found out.
 * @throws ContentError with every error; warnings pass
 */
export function shippedContent(): Content {
  shipped ??= loadContent(packageRoot(), new WorkCache(cacheFolder()));
  return shipped;
}
