/**
 * Runs suites for Stryker as `test/runner/index.js` runs them for Jest, in one process: which mutants a test reaches, and
 * which test fails with one. The code is loaded anew for each mutant, so that nothing that was kept in memory
 * with one is there for the next.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { join, sep } from "node:path";
import { INSTRUMENTER_CONSTANTS as NAMES } from "@stryker-mutator/api/core";
import { commonTokens, declareClassPlugin, declareValuePlugin, PluginKind, tokens } from "@stryker-mutator/api/plugin";
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from "@stryker-mutator/api/test-runner";
import { isMessage } from "./messages.mjs";
import { runSuite, stryker } from "./suite.mjs";

const require = createRequire(import.meta.url);

/** What a module does when it is loaded belongs to no test, whichever was the first to need it. */
function tellLoadsFromTests() {
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (code, file, ...more) {
    const test = stryker.currentTestId;
    if (!file.includes(`${sep}test${sep}`)) stryker.currentTestId = undefined;
    try {
      return compile.call(this, code, file, ...more);
    } finally {
      stryker.currentTestId = test;
    }
  };
}

/** @param folders those of code that may have been changed, or reads what was */
function forgetModules(root, folders) {
  const within = folders.map((folder) => join(root, folder, sep));
  const kept = ["node_modules", "test/runner"].map((folder) => join(root, folder, sep));
  for (const file of Object.keys(require.cache))
    if (within.some((folder) => file.startsWith(folder)) && !kept.some((folder) => file.startsWith(folder)))
      delete require.cache[file];
}

class CircusTestRunner {
  static inject = tokens(commonTokens.options);
  /** The copy that holds the mutants, where Stryker makes such an object. */
  #root = process.cwd();
  #suites;
  #before;
  #anew;
  #circus;
  /** Processes that run mutants read here what tests took in the one that ran all. */
  #times;

  constructor({ circus: { suites, before, anew = ["."] } }) {
    this.#suites = suites;
    this.#anew = anew;
    this.#before = before;
    this.#times = join(this.#root, ".test-times.json");
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    require(join(this.#root, "test/runner", "setup.js"))();
    this.#circus = require(join(this.#root, "test/runner", "index.js"));
    // A mutant may leave promises that nobody awaits.
    process.on("unhandledRejection", () => undefined);
    tellLoadsFromTests();
  }

  dispose() {
    require(join(this.#root, "test/runner", "teardown.js"))();
  }

  async dryRun() {
    const tests = [];
    for (const suite of this.#suites) {
      this.#loadAnew();
      tests.push(...(await runSuite(this.#circus, this.#root, suite)));
    }
    const times = Object.fromEntries(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    writeFileSync(this.#times, JSON.stringify(times));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant: { id }, testFilter, hitLimit }) {
    Object.assign(stryker, { activeMutant: id, hitCount: 0, hitLimit });
    // Programs that a test starts have the mutant, too.
    process.env[NAMES.ACTIVE_MUTANT_ENV_VARIABLE] = id;
    try {
      const tests = await this.#untilOneFails(testFilter);
      const limited = determineHitLimitReached(stryker.hitCount, hitLimit);
      return toMutantRunResult(limited ?? { status: DryRunStatus.Complete, tests });
    } finally {
      Object.assign(stryker, { activeMutant: undefined, hitCount: undefined, hitLimit: undefined });
      delete process.env[NAMES.ACTIVE_MUTANT_ENV_VARIABLE];
    }
  }

  async #untilOneFails(testFilter) {
    const tests = [];
    try {
      this.#loadAnew();
    } catch (error) {
      return [
        { id: this.#before, name: this.#before, timeSpentMs: 0, status: TestStatus.Failed, failureMessage: `${error}` },
      ];
    }
    for (const [suite, wanted] of this.#cheapestFirst(testFilter)) {
      tests.push(...(await runSuite(this.#circus, this.#root, suite, { wanted, bail: true })));
      if (tests.some(({ status }) => status === TestStatus.Failed)) break;
    }
    return tests;
  }

  #loadAnew() {
    forgetModules(this.#root, this.#anew);
    if (this.#before) require(join(this.#root, this.#before));
  }

  /** Suites with the tests that are wanted of them, those of little time first. */
  #cheapestFirst(testFilter) {
    const times = JSON.parse(readFileSync(this.#times, "utf8"));
    const bySuite = new Map();
    for (const id of testFilter ?? Object.keys(times)) {
      const suite = id.slice(0, id.indexOf(" "));
      bySuite.set(suite, (bySuite.get(suite) ?? new Set()).add(id));
    }
    const cost = (ids) => [...ids].reduce((sum, id) => sum + times[id], 0);
    return [...bySuite].sort(([, a], [, b]) => cost(a) - cost(b));
  }
}

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, "circus", CircusTestRunner),
  declareValuePlugin(PluginKind.Ignore, "messages", { shouldIgnore: isMessage }),
];

export const strykerValidationSchema = {
  type: "object",
  properties: {
    circus: {
      type: "object",
      required: ["suites"],
      properties: {
        suites: { type: "array", items: { type: "string" } },
        anew: { description: "folders whose modules are loaded anew for each mutant", items: { type: "string" } },
        before: { description: "a module to load before each mutant's tests", type: "string" },
      },
    },
  },
};
