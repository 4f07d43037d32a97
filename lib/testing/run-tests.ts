import type { Content } from "../content";
import { huntingJob, ruleJob, type TestedHunting, type TestedRule, testedHunting, testedRules } from "./job";
import { Pool } from "./parallel/pool";
import { workerCount } from "./parallel/worker-count";
import { synthesizedWorkspace } from "./workspace";

/** The result of one test of one query. */
export interface TestResult {
  /** file name of the rule or hunting query, without `.yaml` */
  readonly query: string;
  readonly test: string;
  /** `file:line:column` of the test */
  readonly place: string;
  /** what differs from the expectation; empty when the test passed */
  readonly failures: readonly string[];
}

/** How tests are run. */
export interface TestOptions {
  /** processes that share the queries; default: as many as pay off on this machine */
  readonly workers?: number;
}

/**
 * Runs the tests beside rules and hunting queries, through the synthesized Terraform and the emulator; results come in
 * the order of the files, rules first.
 * @param names files (without `.yaml`) or catalogue ids to run; default: all
 * @throws EmulatorError for queries that Azure would refuse; KqlUnsupportedError for queries the engine cannot run
 */
export async function* runQueryTests(
  content: Content,
  names: readonly string[] = [],
  options: TestOptions = {},
): AsyncIterable<TestResult> {
  const rules = testedRules(content, names);
  const hunting = testedHunting(content, names);
  const all = [...rules, ...hunting];
  const count = all.reduce((sum, { tests }) => sum + tests.data.tests.length, 0);
  const pool = await Pool.open(synthesizedWorkspace(content), options.workers ?? workerCount(count, all.length));
  try {
    yield* named(rules, pool.inOrder("testRule", rules.map(ruleJob)));
    yield* named(hunting, pool.inOrder("testHunting", hunting.map(huntingJob)));
  } finally {
    pool.close();
  }
}

async function* named(
  queries: readonly (TestedRule | TestedHunting)[],
  outcomes: AsyncIterable<string[][]>,
): AsyncIterable<TestResult> {
  let next = 0;
  for await (const failures of outcomes) {
    const { name, tests } = queries[next++]!;
    for (const [i, test] of tests.data.tests.entries()) {
      const { line, column } = tests.source.locate(["tests", i]);
      const place = `${tests.source.file}:${line}:${column}`;
      yield { query: name, test: test.name, place, failures: failures[i]! };
    }
  }
}
