import { checkContent } from "./check-content";
import type { Content } from "./content";
import { packageRoot } from "./package-root";
import { assertNoErrors } from "./problem";
import { readContent } from "./read-content";

/**
 * Reads and checks the content below `root` (default: what this package ships).
 * @throws ContentError with every error; warnings pass
 */
export function loadContent(root: string = packageRoot()): Content {
  const content = readContent(root);
  assertNoErrors(checkContent(content));
  return content;
}
