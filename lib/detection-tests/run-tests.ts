import type { WorkCache } from "../cache";
import type { Content } from "../content";
import { type Progress, silent } from "../progress";
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
  /** what earlier runs made of queries */
  readonly cache?: WorkCache;
  /** told how many queries are done */
  readonly progress?: Progress;
}

/**
 * Runs the tests beside rules and hunting queries, through the synthesized Terraform and the emulator; results come in
 * the order of the files, rules first.
 * @param names files (without `.yaml`) or catalogue ids to run; default: all
 * @throws EmulatorError for queries that Azure would refuse
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
  const workspace = synthesizedWorkspace(content, all);
  const pool = await Pool.open(workspace, options.workers ?? workerCount(count, all.length), options.cache);
  let done = 0;
  const tell = () => (options.progress ?? silent).update(done++, all.length, "running tests");
  try {
    yield* named(rules, pool.inOrder("testRule", rules.map(ruleJob)), tell);
    yield* named(hunting, pool.inOrder("testHunting", hunting.map(huntingJob)), tell);
  } finally {
    pool.close();
    options.cache?.save();
  }
}

async function* named(
  queries: readonly (TestedRule | TestedHunting)[],
  outcomes: AsyncIterable<string[][]>,
  tell: () => void,
): AsyncIterable<TestResult> {
  let next = 0;
  for await (const failures of outcomes) {
    tell();
    const { name, tests } = queries[next++]!;
    for (const [i, test] of tests.data.tests.entries()) {
      yield {
        query: name,
        test: test.name,
        // Told of failures only: for the others, no file is parsed with positions.
        get place() {
          const { line, column } = tests.source.locate(["tests", i]);
          return `${tests.source.file}:${line}:${column}`;
        },
        failures: failures[i]!,
      };
    }
  }
}
