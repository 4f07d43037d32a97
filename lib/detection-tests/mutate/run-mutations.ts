import type { Content } from "../../content";
import { silent } from "../../progress";
import { ruleJob, type TestedRule, testedRules } from "../job";
import { Pool } from "../parallel/pool";
import { workerCount } from "../parallel/worker-count";
import type { TestOptions } from "../run-tests";
import { synthesizedWorkspace } from "../workspace";
import type { Mutation } from "./mutant";
import type { MutatedRule } from "./mutate-rule";

/** A mutation that no test noticed. */
export interface Survivor {
  readonly description: string;
  /** `file:line:column` of what was changed */
  readonly place: string;
}

/** What became of a rule's mutations. */
export interface MutationResult {
  readonly rule: string;
  readonly killed: number;
  /** those that no test noticed and nobody explained */
  readonly survivors: readonly Survivor[];
  /** mutations that change nothing, with the reason the rule's author gives */
  readonly equivalent: readonly { readonly description: string; readonly reason: string }[];
  /** explanations of mutations that did not survive: they can go */
  readonly unneeded: readonly { readonly description: string; readonly place: string }[];
}

/**
 * Mutates the query of each rule, and runs the rule's tests against every mutation.
 * @param names rule files (without `.yaml`) or catalogue ids; default: all
 */
export async function* runMutations(
  content: Content,
  names: readonly string[] = [],
  options: TestOptions = {},
): AsyncIterable<MutationResult> {
  const rules = testedRules(content, names);
  // Every rule is as long as many tests.
  const workspace = synthesizedWorkspace(content, rules);
  // Without a cache: thousands of mutants would push out what is of use again.
  const pool = await Pool.open(workspace, options.workers ?? workerCount(1000, rules.length));
  const { progress = silent } = options;
  try {
    let next = 0;
    progress.update(0, rules.length, "mutating rules");
    for await (const outcome of pool.inOrder("mutateRule", rules.map(ruleJob))) {
      yield resultOf(rules[next++]!, outcome);
      progress.update(next, rules.length, "mutating rules");
    }
  } finally {
    pool.close();
  }
}

function resultOf(rule: TestedRule, { killed, survived }: MutatedRule): MutationResult {
  const explained = rule.tests.data.equivalentMutants ?? [];
  const isExplained = ({ description }: Mutation) => explained.some(({ mutant }) => mutant === description);
  const places = rule.source.placesOf(["query"]);
  return {
    rule: rule.name,
    killed: killed.length,
    survivors: survived
      .filter((mutation) => !isExplained(mutation))
      .map(({ description, start }) => ({ description, place: at(rule.source.file, places(start)) })),
    equivalent: explained
      .filter(({ mutant }) => survived.some(({ description }) => description === mutant))
      .map(({ mutant, reason }) => ({ description: mutant, reason })),
    unneeded: explained.flatMap(({ mutant }, i) =>
      survived.some(({ description }) => description === mutant)
        ? []
        : [
            {
              description: mutant,
              place: at(rule.tests.source.file, rule.tests.source.locate(["equivalentMutants", i])),
            },
          ],
    ),
  };
}

const at = (file: string, { line, column }: { line: number; column: number }) => `${file}:${line}:${column}`;
