import type { WorkCache } from "../cache";
import { packageRoot } from "../package";
import { checkContent } from "./check-content";
import type { Content } from "./content";
import { assertNoErrors } from "./problem";
import { readContent } from "./read-content";

/**
 * Reads and checks the content below `root` (default: what this package ships).
 * @param cache what earlier runs found out about queries
 * @throws ContentError with every error; warnings pass
 */
export function loadContent(root: string = packageRoot(), cache?: WorkCache): Content {
  const content = readContent(root, cache);
  assertNoErrors(checkContent(content, cache));
  return content;
}
