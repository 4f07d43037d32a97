import type { WorkCache } from "../../cache";
import { analyzerOf } from "../workspace/kql-schema";
import type { Workspace } from "../workspace/model";
import { QueryCompiler } from "./query-compiler";

/** How many of a workspace's rules have to be compiled before they can run. */
export function unknownRules(workspace: Workspace, cache: WorkCache): number {
  const compiler = new QueryCompiler(analyzerOf(workspace), cache);
  return workspace.rules.filter((rule) => rule.enabled && !compiler.knows(rule)).length;
}
