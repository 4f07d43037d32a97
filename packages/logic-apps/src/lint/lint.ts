import type { Workflow } from "../definition/model";
import { type Finding, sortFindings } from "../finding";
import { LintModel } from "./model";
import type { LintRule } from "./rule";
import { lintRules } from "./rules";

/** What is wrong with a workflow, in file order. */
export const lintWorkflow = (workflow: Workflow): Finding[] => check(workflow, lintRules);

/** The errors that keep a workflow from running here. */
export const blockersOf = (workflow: Workflow): Finding[] =>
  check(
    workflow,
    lintRules.filter(({ blocks }) => blocks),
  );

function check(workflow: Workflow, rules: readonly LintRule[]): Finding[] {
  const model = new LintModel(workflow);
  const findings = rules.flatMap((rule) =>
    [...rule.check(model)].map(({ place, message, fix }): Finding => {
      const { code, severity } = rule;
      return { code, severity, message, fix: fix ?? rule.fix, place };
    }),
  );
  return sortFindings(findings);
}
