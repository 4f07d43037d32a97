import type { Content } from "../content";
import { jobOf, testedRules } from "./job";
import { Pool } from "./parallel/pool";
import { workerCount } from "./parallel/worker-count";
import { synthesizedWorkspace } from "./workspace";

/** The result of one test of one rule. */
export interface TestResult {
  readonly detection: string;
  readonly test: string;
  /** `file:line:column` of the test */
  readonly place: string;
  /** what differs from the expectation; empty when the test passed */
  readonly failures: readonly string[];
}

/** How tests are run. */
export interface TestOptions {
  /** processes that share the rules; default: as many as pay off on this machine */
  readonly workers?: number;
}

/**
 * Runs the tests beside the rules, through the synthesized Terraform and the emulator; results come in the order of the
 * files.
 * @param names rule files (without `.yaml`) or catalogue ids to run; default: all
 * @throws EmulatorError for rules that Azure would refuse to create; KqlUnsupportedError for queries the engine cannot run
 */
export async function* runDetectionTests(
  content: Content,
  names: readonly string[] = [],
  options: TestOptions = {},
): AsyncIterable<TestResult> {
  const rules = testedRules(content, names);
  const jobs = rules.map(jobOf);
  const count = jobs.reduce((sum, { tests }) => sum + tests.length, 0);
  const pool = await Pool.open(synthesizedWorkspace(content), options.workers ?? workerCount(count, rules.length));
  try {
    let next = 0;
    for await (const failures of pool.inOrder("test", jobs)) {
      const { name, tests } = rules[next++]!;
      for (const [i, test] of tests.data.tests.entries()) {
        const { line, column } = tests.source.locate(["tests", i]);
        const place = `${tests.source.file}:${line}:${column}`;
        yield { detection: name, test: test.name, place, failures: failures[i]! };
      }
    }
  } finally {
    pool.close();
  }
}
