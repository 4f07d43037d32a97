import type { AnalyticsRule, QueryBench, Workspace } from "../emulator";
import type { RuleJob } from "./job";
import { failuresOf, fillFor } from "./test-case";

/** Runs every test of a rule: what differs from its expectation, by test. */
export async function testRule(bench: QueryBench, workspace: Workspace, job: RuleJob): Promise<string[][]> {
  const rule = ruleOf(workspace, job);
  const failures: string[][] = [];
  for (const test of job.tests) {
    const refused = await fillFor(bench, workspace, test, job.folder);
    failures.push(refused.length > 0 ? refused : await failuresOf(bench, rule, test));
  }
  return failures;
}

/** The rule as the Terraform has it. */
export function ruleOf(workspace: Workspace, job: RuleJob): AnalyticsRule {
  return workspace.rules.find((rule) => rule.name === job.title)!;
}
