import type { Content, DetectionItem, DetectionTestSpec } from "../content";
import {
  type Alert,
  type AnalyticsRule,
  nrtRun,
  type PlannedRun,
  SentinelEmulator,
  scheduledRun,
  type Workspace,
} from "../emulator";
import { differences } from "./expectation";
import { givenSources } from "./rows";
import { synthesizedWorkspace } from "./workspace";

type TestCase = DetectionTestSpec["tests"][number];

/** The result of one test of one rule. */
export interface TestResult {
  readonly detection: string;
  readonly test: string;
  /** `file:line:column` of the test */
  readonly place: string;
  /** what differs from the expectation; empty when the test passed */
  readonly failures: readonly string[];
}

/**
 * Runs the tests beside the rules, through the synthesized Terraform and the emulator.
 * @param names rule files (without `.yaml`) or catalogue ids to run; default: all
 */
export async function* runDetectionTests(content: Content, names: readonly string[] = []): AsyncIterable<TestResult> {
  const workspace = synthesizedWorkspace(content);
  for (const detection of content.detections) {
    if (!detection.tests || !isNamed(detection, names)) continue;
    const rule = workspace.rules.find((r) => r.id === detection.data.id)!;
    for (const [i, test] of detection.tests.data.tests.entries()) {
      const { line, column } = detection.tests.source.locate(["tests", i]);
      const place = `${detection.tests.source.file}:${line}:${column}`;
      yield {
        detection: detection.name,
        test: test.name,
        place,
        failures: await failuresOf(workspace, rule, test, detection.folder),
      };
    }
  }
}

/** Whether a rule is meant by one of the names; all rules are when there are none. */
export function isNamed(detection: DetectionItem, names: readonly string[]): boolean {
  return (
    names.length === 0 ||
    names.some((name) => name === detection.name || detection.data.tags.some((tag) => tag === name))
  );
}

async function failuresOf(
  workspace: Workspace,
  rule: AnalyticsRule,
  test: TestCase,
  folder: string,
): Promise<string[]> {
  const emulator = await SentinelEmulator.open(withWatchlists(workspace, test), { latency: 0, rules: [rule] });
  try {
    for (const source of givenSources(test.given, folder)) await emulator.ingest(source);
    const refused = emulator.rejected.map((row) => `${row.place} cannot be ingested: ${row.message}`);
    return refused.length > 0 ? refused : differences(test.expect.alerts, await alertsOf(emulator, rule, test));
  } finally {
    emulator.close();
  }
}

function alertsOf(emulator: SentinelEmulator, rule: AnalyticsRule, test: TestCase): Promise<readonly Alert[]> {
  const now = Date.parse(test.now);
  return emulator.evaluate(rule, rule.schedule ? scheduledRun(now, rule.schedule.period) : everythingSoFar(now));
}

/** A test of an NRT rule is about its query: one run sees every row given. */
function everythingSoFar(now: number): PlannedRun {
  const run = nrtRun(now);
  return { ...run, from: new Date(0), options: () => ({ now: new Date(now) }) };
}

/** The test's items, and only those: a watchlist that the test does not fill is empty. */
function withWatchlists(workspace: Workspace, test: TestCase): Workspace {
  return {
    ...workspace,
    watchlists: workspace.watchlists.map((watchlist) => {
      const items = (test.watchlists?.[watchlist.alias] ?? []) as Record<string, string>[];
      return { ...watchlist, items, columns: [...new Set(items.flatMap((item) => Object.keys(item)))] };
    }),
  };
}
