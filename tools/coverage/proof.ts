import type { DetectionItem, HuntingItem } from "../../lib/content";
import { scenarios } from "../../lib/fleet";

type Query = DetectionItem | HuntingItem;

/** What shows that something is covered, the strongest that there is. */
export type Proof = "run" | "tests" | "claim";

/**
 * Scenarios of a fleet that a run from raw telemetry to alerts showed to be found by one of the queries
 * (`test/fleet/detected.long.test.ts` runs them all); their names, sorted.
 */
export function provingScenarios(queries: readonly Query[]): readonly string[] {
  const tags = new Set<string>(queries.flatMap(({ data }) => data.tags));
  return scenarios
    .filter(({ detections }) => detections.some((id) => tags.has(id)))
    .map(({ name }) => name)
    .sort();
}

/** Whether scenarios prove it, tests beside the queries do, or nothing but the queries' word. */
export function proofOf(queries: readonly Query[]): Proof {
  if (provingScenarios(queries).length > 0) return "run";
  return queries.some(({ tests }) => (tests?.data.tests.length ?? 0) > 0) ? "tests" : "claim";
}

/** As a cell of a table. */
export function proofText(queries: readonly Query[]): string {
  const words: Record<Proof, () => string> = {
    run: () => `run: ${provingScenarios(queries).join(", ")}`,
    tests: () => "tests beside the query",
    claim: () => "claimed",
  };
  return queries.length === 0 ? "" : words[proofOf(queries)]();
}
