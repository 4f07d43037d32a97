import { join } from "node:path";
import { forkModule, workFromFirst } from "@sentinel-agent-identities/processes";
import type { WorkCache } from "../../cache";
import { type Progress, silent } from "../../progress";
import { unknownRules } from "../rules/unknown-rules";
import type { AnalyticsRule, Workspace } from "../workspace/model";
import { type Order, rulesThatRun } from "./order";

/** Below this another process takes longer to start than it saves. */
const fewest = 16;

/**
 * Compiles a workspace's rules on two cores, where most are unknown: this process begins with the first, another one with
 * the last.
 * @param compile compiles a rule with the cache
 * @param cache without a folder, nothing is done
 * @throws EmulatorError, KqlUnsupportedError, of a rule that this process compiled; of others, whoever compiles them throws it
 */
export async function compileAhead(
  workspace: Workspace,
  compile: (rule: AnalyticsRule) => void,
  cache: WorkCache | undefined,
  progress: Progress = silent,
): Promise<void> {
  if (cache?.folder === undefined || unknownRules(workspace, cache) < fewest) return;
  // What is known by now is not made again.
  cache.save();
  const order: Order = { workspace, cacheFolder: cache.folder };
  const pieces = rulesThatRun(workspace).map((rule) => () => compile(rule));
  const other = forkModule(join(__dirname, "ahead-main"), [], { serialization: "advanced" });
  await workFromFirst(other, order, pieces, (done) => progress.update(done, pieces.length, "compiling rules"));
  cache.refresh();
}
