import {
  type AnalyticsRule,
  nrtRun,
  type PlannedRun,
  type RuleBench,
  scheduledRun,
  type Watchlist,
  type Workspace,
} from "../emulator";
import { differences } from "./expectation";
import type { TestCase } from "./job";
import { givenSources } from "./rows";

/**
 * Puts a test's rows and watchlist items into the workspace, and nothing else.
 * @returns what could not be ingested; empty when the test can be run
 */
export async function fillFor(
  bench: RuleBench,
  { watchlists }: Workspace,
  test: TestCase,
  folder: string,
): Promise<string[]> {
  const refused = await bench.fill(
    givenSources(test.given, folder),
    watchlists.map((watchlist) => withItems(watchlist, test)),
  );
  return refused.map((row) => `${row.place} cannot be ingested: ${row.message}`);
}

/** Runs a rule on what was filled in for a test; how its alerts differ from what the test expects. */
export async function failuresOf(bench: RuleBench, rule: AnalyticsRule, test: TestCase): Promise<string[]> {
  const now = Date.parse(test.now);
  const run = rule.schedule ? scheduledRun(now, rule.schedule.period) : everythingSoFar(now);
  return differences(test.expect.alerts, await bench.run(rule, run));
}

/** A test of an NRT rule is about its query: one run sees every row given. */
function everythingSoFar(now: number): PlannedRun {
  const run = nrtRun(now);
  return { ...run, from: new Date(0), options: () => ({ now: new Date(now) }) };
}

/** The test's items, and only those: a watchlist that the test does not fill is empty. */
function withItems(watchlist: Watchlist, test: TestCase): Watchlist {
  const items = (test.watchlists?.[watchlist.alias] ?? []) as Record<string, string>[];
  return { ...watchlist, items, columns: [...new Set(items.flatMap((item) => Object.keys(item)))] };
}
