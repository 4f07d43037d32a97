import type { WorkCache } from "../cache";
import { checks } from "./checks";
import { CheckContext } from "./checks/context";
import type { Content } from "./content";
import { type Problem, sortProblems } from "./problem";

/**
 * Analyses every query and cross-reference of the content.
 * @param cache what earlier runs found out about queries
 * @returns the problems in file order; none when the content can be deployed
 */
export function checkContent(content: Content, cache?: WorkCache): Problem[] {
  const context = new CheckContext(content, cache);
  const problems = sortProblems(checks.flatMap((check) => check(context)));
  cache?.save();
  return problems;
}
