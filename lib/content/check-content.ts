import { checks } from "./checks";
import { CheckContext } from "./checks/context";
import type { Content } from "./content";
import { type Problem, sortProblems } from "./problem";

/**
 * Analyses every query and cross-reference of the content.
 * @returns the problems in file order; none when the content can be deployed
 */
export function checkContent(content: Content): Problem[] {
  const context = new CheckContext(content);
  return sortProblems(checks.flatMap((check) => check(context)));
}
