import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { LineageError } from "@sentinel-agent-identities/lineage";
import { UsageError } from "../usage-error";
import { publicRoot } from "./public-root";
import { type SuiteCase, suiteCases } from "./suite";
import { type Claim, verifyClaim } from "./verify-claim";

/** What became of one case. */
export interface CaseResult {
  readonly name: string;
  readonly negative: boolean;
  /** whether it ended as it must, with the artifact as a file and by its digest alike */
  readonly right: boolean;
  /** why it was refused; absent when it was accepted */
  readonly reason?: { readonly code: string; readonly message: string };
}

/** What became of a suite. */
export interface SuiteReport {
  readonly positive: { readonly cases: number; readonly accepted: number };
  readonly negative: { readonly cases: number; readonly refused: number };
  /** where the public instance's root came from; absent when no case asked for it */
  readonly publicRoot?: string;
  readonly cases: readonly CaseResult[];
}

/**
 * Runs every case of a suite, each with the artifact as a file and by its digest, as the suite's own runner does.
 * @param trustedRoot the public instance's, for cases without a root of their own
 */
export function runSuite(path: string, trustedRoot: string | undefined): SuiteReport {
  const cases = suiteCases(path);
  const root = cases.some(({ claim }) => claim.trustedRoot === undefined) ? publicRoot(trustedRoot) : undefined;
  try {
    const results = cases.map((one) => resultOf(one, root?.file));
    const count = (negative: boolean) => {
      const of = results.filter((result) => result.negative === negative);
      return { cases: of.length, right: of.filter(({ right }) => right).length };
    };
    const [positive, negative] = [count(false), count(true)];
    return {
      positive: { cases: positive.cases, accepted: positive.right },
      negative: { cases: negative.cases, refused: negative.right },
      ...(root ? { publicRoot: root.source } : {}),
      cases: results,
    };
  } finally {
    root?.dispose();
  }
}

function resultOf({ name, negative, claim }: SuiteCase, root: string | undefined): CaseResult {
  const byFile = { ...claim, trustedRoot: claim.trustedRoot ?? root! };
  const outcomes = [byFile, { ...byFile, artifact: digestOf(claim.artifact) }].map(refusal);
  const right = outcomes.every((reason) => (reason !== undefined) === negative);
  const reason = outcomes.find((found) => found !== undefined);
  return { name, negative, right, ...(reason ? { reason } : {}) };
}

/** A root or a key that cannot be used vouches for nothing either; a file that is not there refuses nothing. */
function refusal(claim: Claim): CaseResult["reason"] {
  try {
    return verifyClaim(claim);
  } catch (error) {
    if (error instanceof LineageError) return { code: error.code, message: error.message };
    if (error instanceof UsageError) return { code: "key", message: error.message };
    throw error;
  }
}

function digestOf(artifact: string): string {
  return `sha256:${createHash("sha256").update(readFileSync(artifact)).digest("hex")}`;
}
