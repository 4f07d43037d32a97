import type { AnalyticsRule, RefilledWorkspace, Workspace } from "../emulator";
import { inTurn } from "./in-turn";
import type { RuleJob } from "./job";
import { failuresOf, fillFor, unlessUnsupported } from "./test-case";

/** Runs every test of a rule: what differs from its expectation, by test. */
export async function testRule(refilled: RefilledWorkspace, workspace: Workspace, job: RuleJob): Promise<string[][]> {
  const rule = ruleOf(workspace, job);
  return inTurn(job.tests, async (test) => {
    const refused = await fillFor(refilled, workspace, test, job.folder);
    return refused.length > 0 ? refused : unlessUnsupported(() => failuresOf(refilled, rule, test));
  });
}

/** The rule as the Terraform has it. */
export function ruleOf(workspace: Workspace, job: RuleJob): AnalyticsRule {
  return workspace.rules.find((rule) => rule.name === job.title)!;
}
