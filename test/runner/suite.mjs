import { join } from "node:path";
import { INSTRUMENTER_CONSTANTS as NAMES } from "@stryker-mutator/api/core";
import { TestStatus } from "@stryker-mutator/api/test-runner";

globalThis[NAMES.NAMESPACE] ??= {};
/** What mutated code asks and tells: which mutant is active, which test runs, what was reached. */
export const stryker = globalThis[NAMES.NAMESPACE];

// A test that waits for what a mutant never does is to fail before Stryker gives its process up.
const globalConfig = { expand: false, maxConcurrency: 5, testTimeout: 30_000, updateSnapshot: "none" };
const configOf = (rootDir) => ({
  rootDir,
  injectGlobals: true,
  fakeTimers: {},
  setupFilesAfterEnv: [],
  snapshotFormat: {},
  snapshotSerializers: [],
  testMatch: [],
});
const quiet = Object.fromEntries(Object.keys(console).map((name) => [name, () => undefined]));

const testsBelow = (block) => block.children.flatMap((child) => (child.type === "test" ? [child] : testsBelow(child)));
const titleOf = ({ name, parent }) => (parent ? `${titleOf(parent)} ${name}`.trim() : "");

/** The tests of a suite with their ids: the suite's path and the title, and a number where titles repeat. */
function identify(suite, tests) {
  const times = new Map();
  return new Map(
    tests.map((test) => {
      const title = `${suite} ${titleOf(test)}`;
      times.set(title, (times.get(title) ?? 0) + 1);
      return [test, times.get(title) === 1 ? title : `${title} #${times.get(title)}`];
    }),
  );
}

/** What was reached on behalf of several tests was reached by each. */
function share(onBehalf) {
  const coverage = stryker.mutantCoverage?.perTest ?? {};
  for (const [id, tests] of onBehalf) {
    const reached = Object.entries(coverage[id] ?? {});
    delete coverage[id];
    for (const test of tests) {
      coverage[test] ??= {};
      for (const [mutant, times] of reached) coverage[test][mutant] = (coverage[test][mutant] ?? 0) + times;
    }
  }
}

const wordsOf = (error) => {
  const said = Array.isArray(error) ? (error[0] ?? error[1]) : error;
  return String(said?.stack ?? said);
};

/**
 * Runs a suite by circus, and says of each test how it went. While one runs, mutated code hears its id.
 * @param circus runs a suite, as Jest asks it of a runner
 * @param wanted ids of the tests to run. @default all
 * @param bail runs none after one has failed
 */
export async function runSuite(circus, root, suite, { wanted, bail } = {}) {
  const results = [];
  const onBehalf = new Map();
  const loading = `${suite} (loading)`;
  let ids = new Map();
  const add = ({ duration, errors }, id, status) =>
    results.push({
      id,
      name: id,
      fileName: join(root, suite),
      timeSpentMs: duration ?? 0,
      status,
      ...(status === TestStatus.Failed ? { failureMessage: wordsOf(errors[0]) } : {}),
    });
  const on = {
    run_start(_event, { rootDescribeBlock }) {
      ids = identify(suite, testsBelow(rootDescribeBlock));
      for (const [test, id] of ids) if (wanted && !wanted.has(id)) test.mode = "skip";
      onBehalf.set(loading, [...ids.values()]);
      stryker.currentTestId = undefined;
    },
    hook_start({ hook: { type, parent } }) {
      if (type !== "beforeAll") return;
      stryker.currentTestId = `${suite} (before ${titleOf(parent)})`;
      const tests = testsBelow(parent).map((test) => ids.get(test));
      onBehalf.set(stryker.currentTestId, tests);
    },
    hook_success: ({ hook }) => on.hook_end(hook),
    hook_failure: ({ hook }) => on.hook_end(hook),
    hook_end({ type }) {
      if (type === "beforeAll") stryker.currentTestId = undefined;
    },
    test_start({ test }) {
      stryker.currentTestId = ids.get(test);
    },
    test_skip: ({ test }) => add(test, ids.get(test), TestStatus.Skipped),
    test_done({ test }) {
      stryker.currentTestId = undefined;
      const failed = test.errors.length > 0;
      add(test, ids.get(test), failed ? TestStatus.Failed : TestStatus.Success);
      if (failed && bail) for (const other of ids.keys()) other.mode = "skip";
    },
  };
  const environment = {
    global: { console: quiet },
    handleTestEvent: (event, state) => on[event.name]?.(event, state),
  };
  stryker.currentTestId = loading;
  try {
    const { testExecError } = await circus(globalConfig, configOf(root), environment, undefined, join(root, suite));
    if (testExecError) add({ errors: [testExecError] }, loading, TestStatus.Failed);
  } catch (error) {
    add({ errors: [error] }, loading, TestStatus.Failed);
  } finally {
    stryker.currentTestId = undefined;
    share(onBehalf);
  }
  return results;
}
