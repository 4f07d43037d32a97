import { KqlUnsupportedError } from "@sentinel-agent-identities/kql";
import {
  type AnalyticsRule,
  nrtRun,
  type PlannedRun,
  type RefilledWorkspace,
  scheduledRun,
  type Workspace,
} from "../emulator";
import { differences } from "./expectation";
import { misnamedColumns, withItems } from "./given-items";
import type { RuleTest, TestInput } from "./job";
import { givenSources } from "./rows";

/**
 * Puts a test's rows and watchlist items into the workspace, and nothing else.
 * @returns what could not be ingested; empty when the test can be run
 */
export async function fillFor(
  refilled: RefilledWorkspace,
  { watchlists }: Workspace,
  test: TestInput,
  folder: string,
): Promise<string[]> {
  const misplaced = (test.without ?? []).flatMap((table) => misplacedTable(refilled, test, table));
  const wrong = [...misplaced, ...watchlists.flatMap((watchlist) => misnamedColumns(watchlist, test))];
  if (wrong.length > 0) return wrong;
  const refused = await refilled.fill(
    givenSources(test.given, folder),
    watchlists.map((watchlist) => withItems(watchlist, test)),
    test.without,
  );
  return refused.map((row) => `${row.place} cannot be ingested: ${row.message}`);
}

/** A table can be taken away when it is not deployed with the solution and the test gives it no rows. */
function misplacedTable(refilled: RefilledWorkspace, { given }: TestInput, table: string): string[] {
  if (!refilled.isBuiltIn(table))
    return [`without: ${table} is no built-in table; tables of the solution are always there`];
  return table in given ? [`the test gives ${table} rows, and takes the table away`] : [];
}

/** Runs a rule on what was filled in for a test; how its alerts differ from what the test expects. */
export async function failuresOf(refilled: RefilledWorkspace, rule: AnalyticsRule, test: RuleTest): Promise<string[]> {
  const now = Date.parse(test.now);
  const run = rule.schedule ? scheduledRun(now, rule.schedule.period) : everythingSoFar(now);
  return differences(test.expect.alerts, await refilled.run(rule, run));
}

/** A test of an NRT rule is about its query: one run sees every row given. */
function everythingSoFar(now: number): PlannedRun {
  const run = nrtRun(now);
  return { ...run, from: new Date(0), sees: [] };
}

/** What a test of a query says that the engine of this machine does not run: other queries are tested all the same. */
export async function unlessUnsupported(run: () => Promise<string[]>): Promise<string[]> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof KqlUnsupportedError)) throw error;
    return [`cannot be tested on this machine: ${error.message}`];
  }
}
