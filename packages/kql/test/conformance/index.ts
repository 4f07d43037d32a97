/**
 * Prints how many cases of each suite pass, and holds the counts against `ratchet.json`: they may only rise. Published
 * rules and playbooks are counted by what becomes of them; the counts are kept in `public.json` and in the documentation.
 * Needs AGENTID_CORPORA. With `--update` the new counts are kept.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { KqlAnalyzer } from "../../src";
import { corpora, sentinelRules, suites } from "./cases";
import { exclusion } from "./exclusions";
import { featuresOf, usedFeatures } from "./features";
import { runPlaybooks } from "./playbooks";
import { counted, keep, measured, type Public, table } from "./public";
import { type RuleOutcome, runRules } from "./rules";
import { type Outcome, runSuite } from "./run";

interface Row {
  readonly suite: string;
  readonly cases: number;
  readonly pass: number;
  readonly wrong: number;
  readonly refused: number;
  readonly rejected: number;
  readonly error: number;
}

const count = (outcomes: readonly Outcome[], verdict: string): number =>
  outcomes.filter((item) => item.verdict === verdict).length;

const row = (suite: string, outcomes: readonly Outcome[]): Row => ({
  suite,
  cases: outcomes.length,
  pass: count(outcomes, "pass"),
  wrong: count(outcomes, "wrong"),
  refused: count(outcomes, "refused"),
  rejected: count(outcomes, "rejected"),
  error: count(outcomes, "error"),
});

/** Runs every suite; returns its rows and what did not pass. */
export async function conformance(
  folder: string,
): Promise<{ rows: Row[]; failures: Outcome[]; refusedRules: RuleOutcome[]; published: Public }> {
  const used = usedFeatures(sentinelRules(folder));
  const analyzer = new KqlAnalyzer({ tables: [] });
  const rows: Row[] = [];
  const failures: Outcome[] = [];
  for (const suite of suites(folder)) {
    const outcomes = await runSuite(suite);
    rows.push(row(suite.name, outcomes));
    failures.push(...outcomes.filter((item) => item.verdict !== "pass"));
    if (suite.name === "emulator-fuzz") {
      rows.push(
        row(
          "  of which must be rejected",
          outcomes.filter((item) => item.case.mustFail),
        ),
      );
      continue;
    }
    const relevant = outcomes.filter(
      (item) => !exclusion(item.case) && featuresOf(item.case, analyzer).every((feature) => used.has(feature)),
    );
    rows.push(row("  of which rules use, repeatable", relevant));
  }
  const published = await runRules(folder);
  const rules = published.filter(({ rule }) => rule.bindErrors.length === 0);
  const of = (verdict: string): number => rules.filter((item) => item.verdict === verdict).length;
  rows.push({
    suite: "sentinel-rules that bind",
    cases: rules.length,
    pass: of("runs"),
    wrong: 0,
    refused: of("refused"),
    rejected: of("invalid"),
    error: of("error"),
  });
  return {
    rows,
    failures,
    refusedRules: rules.filter(({ verdict }) => verdict !== "runs"),
    published: { rules: counted(published), playbooks: counted(await runPlaybooks(folder)) },
  };
}

const printed = (rows: readonly Row[]): string =>
  [
    ["suite", "cases", "pass", "%", "wrong", "refused", "rejected", "error"],
    ...rows.map((item) => [
      item.suite,
      item.cases,
      item.pass,
      ((100 * item.pass) / item.cases).toFixed(1),
      item.wrong,
      item.refused,
      item.rejected,
      item.error,
    ]),
  ]
    .map((cells) =>
      cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(9))).join(""),
    )
    .join("\n");

const ratchetFile = join(__dirname, "ratchet.json");

/** Suites whose pass count fell, or whose count of wrong answers rose. */
export function regressions(rows: readonly Row[]): string[] {
  const ratchet = JSON.parse(readFileSync(ratchetFile, "utf8")) as Record<string, { pass: number; wrong: number }>;
  return rows.flatMap(({ suite, pass, wrong }) => {
    const before = ratchet[suite.trim()];
    if (!before || (pass >= before.pass && wrong <= before.wrong)) return [];
    return [`${suite.trim()}: pass ${before.pass} → ${pass}, wrong ${before.wrong} → ${wrong}`];
  });
}

async function main(): Promise<void> {
  const folder = corpora();
  if (!folder) {
    console.log("conformance skipped: set AGENTID_CORPORA to a folder with kql/*.jsonl");
    return;
  }
  const { rows, failures, refusedRules, published } = await conformance(folder);
  console.log(printed(rows));
  console.log(`\n${table("published rules, hunting queries and parsers", published.rules)}`);
  console.log(`\n${table("published playbooks", published.playbooks)}`);
  console.log("\nrules that bind and do not run:");
  for (const { rule, detail } of refusedRules) console.log(`  ${rule.id}: ${detail}`);
  if (process.argv.includes("--failures")) {
    for (const item of failures) console.log(`\n${item.verdict} ${item.case.id}\n${item.case.query}\n→ ${item.detail}`);
  }
  if (process.argv.includes("--update")) {
    const counts = Object.fromEntries(rows.map(({ suite, pass, wrong }) => [suite.trim(), { pass, wrong }]));
    writeFileSync(ratchetFile, `${JSON.stringify(counts, null, 2)}\n`);
    keep(published);
  }
  const before = measured();
  const worse = [
    ...regressions(rows),
    ...(["rules", "playbooks"] as const).flatMap((of) =>
      isDeepStrictEqual(published[of], before[of]) ? [] : [`${of}: other counts than kept; see --update`],
    ),
  ];
  for (const line of worse) console.error(`other than before: ${line}`);
  process.exitCode = worse.length > 0 ? 1 : 0;
}

if (require.main === module) void main();
