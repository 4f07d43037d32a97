import type { AnalyticsRule, RefilledWorkspace, Workspace } from "../../emulator";
import type { RuleJob } from "../job";
import { failuresOf, fillFor } from "../test-case";
import { ruleOf } from "../test-rule";
import type { Mutation } from "./mutant";
import { mutated, mutationsOf } from "./mutations";

/** What became of the mutations of a rule. Those that Azure or the engine would refuse are left out. */
export interface MutatedRule {
  readonly killed: readonly Mutation[];
  /** no test noticed */
  readonly survived: readonly Mutation[];
}

/** Runs a rule's tests against every mutation of its query. */
export async function mutateRule(
  refilled: RefilledWorkspace,
  workspace: Workspace,
  job: RuleJob,
): Promise<MutatedRule> {
  const rule = ruleOf(workspace, job);
  let open = mutationsOf(rule.query).map((mutation) => ({
    mutation,
    mutant: { ...rule, query: mutated(rule.query, mutation) },
  }));
  const killed: Mutation[] = [];
  for (const test of job.tests) {
    await fillFor(refilled, workspace, test, job.folder);
    const next: typeof open = [];
    for (const candidate of open) {
      const outcome = await outcomeOf(refilled, candidate.mutant, test);
      if (outcome === "killed") killed.push(candidate.mutation);
      if (outcome === "survived") next.push(candidate);
    }
    open = next;
  }
  return { killed, survived: open.map(({ mutation }) => mutation) };
}

async function outcomeOf(refilled: RefilledWorkspace, mutant: AnalyticsRule, test: RuleJob["tests"][number]) {
  try {
    return (await failuresOf(refilled, mutant, test)).length > 0 ? "killed" : "survived";
  } catch (error) {
    // A query that fails when it runs is noticed; one that cannot be created is no mutant.
    return error instanceof Error && error.name === "KqlRuntimeError" ? "killed" : "refused";
  }
}
