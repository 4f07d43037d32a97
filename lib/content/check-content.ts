import type { WorkCache } from "../cache";
import { type Progress, silent } from "../progress";
import { checks } from "./checks";
import { CheckContext } from "./checks/context";
import type { Content } from "./content";
import { gentleWithImported } from "./imported";
import { type Problem, sortProblems } from "./problem";

/**
 * Analyses every query and cross-reference of the content.
 * @param cache what earlier runs found out about queries
 * @param progress told how many checks are done
 * @returns the problems in file order; none when the content can be deployed
 */
export function checkContent(content: Content, cache?: WorkCache, progress: Progress = silent): Problem[] {
  const context = new CheckContext(content, cache);
  const found = checks.flatMap((check, i) => {
    progress.update(i, checks.length, "checking content");
    return check(context);
  });
  const problems = sortProblems(gentleWithImported(content, found));
  cache?.save();
  return problems;
}
