import type { TestInput } from "./job";

/**
 * Results of tests in their order, of a run in the order that is fastest: a query is planned once for tests of the same
 * time over the same tables and filled watchlists.
 */
export async function inTurn<Test extends TestInput, Result>(
  tests: readonly Test[],
  run: (test: Test) => Promise<Result>,
): Promise<Result[]> {
  const keys = tests.map(planKey);
  const results: Result[] = [];
  for (const key of new Set(keys))
    for (const [index, test] of tests.entries()) if (keys[index] === key) results[index] = await run(test);
  return results;
}

function planKey({ now, without = [], watchlists = {} }: TestInput): string {
  const filled = Object.keys(watchlists).filter((alias) => (watchlists[alias] as object[]).length > 0);
  return JSON.stringify([filled.sort(), [...without].sort(), now]);
}
