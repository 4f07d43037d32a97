import { compile, KqlAnalyzer, KqlDatabase, KqlSemanticError, KqlUnsupportedError } from "../../src";
import type { Case, Suite } from "./cases";
import { difference } from "./compare";

export type Verdict = "pass" | "wrong" | "refused" | "rejected" | "error";

/** What became of one case. */
export interface Outcome {
  readonly case: Case;
  readonly verdict: Verdict;
  readonly detail: string;
}

const NOW = new Date("2026-01-15T12:00:00Z");

/** Runs one case. */
export async function runCase(test: Case, analyzer: KqlAnalyzer, database: KqlDatabase): Promise<Outcome> {
  const outcome = (verdict: Verdict, detail = ""): Outcome => ({ case: test, verdict, detail });
  try {
    const result = await database.query(compile(analyzer.analyze(test.query)), { now: NOW });
    if (test.mustFail) return outcome("wrong", "it ran, but must be rejected");
    const wrong = difference(test, result);
    return wrong ? outcome("wrong", wrong) : outcome("pass");
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (test.mustFail) return outcome("pass", message);
    if (error instanceof KqlUnsupportedError) return outcome("refused", error.construct);
    if (error instanceof KqlSemanticError) return outcome("rejected", message);
    return outcome(
      "error",
      error instanceof Error && error.name !== "KqlRuntimeError" ? (error.stack ?? message) : message,
    );
  }
}

/** Runs a suite. */
export async function runSuite(suite: Suite): Promise<Outcome[]> {
  const analyzer = new KqlAnalyzer({ tables: [] });
  const database = await KqlDatabase.open();
  const outcomes: Outcome[] = [];
  for (const test of suite.cases) outcomes.push(await runCase(test, analyzer, database));
  database.close();
  return outcomes;
}
