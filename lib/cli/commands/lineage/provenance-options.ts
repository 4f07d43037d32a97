import { readFileSync } from "node:fs";
import { type Command, Option } from "commander";
import { systemClock } from "../../../clock";
import {
  type Digests,
  type ProvenanceVerdict,
  type ReviewFacts,
  readLineagePolicy,
  readReviewFacts,
  readTrustedRoots,
  verifyProvenance,
} from "../../../lineage";
import { UsageError } from "../../expected-error";
import { instant } from "../instant";

/** Options of every command that verifies provenance. */
export interface ProvenanceOptions {
  readonly bundle: string;
  readonly trustedRoot?: string;
  readonly policy?: string;
  readonly review?: string;
  readonly now?: Date;
}

export function withProvenanceOptions(command: Command): Command {
  return command
    .requiredOption("--bundle <file>", "Sigstore bundle, several as JSON lines, or GitHub's or npm's attestations")
    .option("--trusted-root <file>", "trusted_root.json, or several as JSON lines; needed, because nothing is fetched")
    .option("--policy <file>", "whose provenance is trusted, YAML or JSON; anyone's when left out")
    .option("--review <file>", "what the forge says about the commit, JSON, for policies that ask for it")
    .addOption(new Option("--now <iso>", "the present; default: the current time").argParser(instant));
}

/** What the files say about an artifact. */
export interface Outcome {
  readonly verdict: ProvenanceVerdict;
  readonly review: ReviewFacts | undefined;
  readonly now: Date;
}

/** @throws UsageError or LineageError when a file cannot be used */
export function provenanceOf(options: ProvenanceOptions, artifact: Digests): Outcome {
  const { trustedRoot, policy, review: reviewFile, now = systemClock.now() } = options;
  if (trustedRoot === undefined)
    throw new UsageError(
      "give --trusted-root: verification is offline, and this package brings no trusted root\n" +
        "    gh attestation trusted-root > trusted_root.jsonl writes those of Sigstore and GitHub",
    );
  const roots = readTrustedRoots(readFileSync(trustedRoot, "utf8"), trustedRoot);
  const review = reviewFile === undefined ? undefined : readReviewFacts(readFileSync(reviewFile, "utf8"), reviewFile);
  const rules = policy === undefined ? undefined : readLineagePolicy(readFileSync(policy, "utf8"), policy);
  const bundle = readFileSync(options.bundle, "utf8");
  const verdict = verifyProvenance({
    bundle,
    artifact,
    roots,
    now,
    ...(rules ? { policy: rules } : {}),
    ...(review ? { review } : {}),
  });
  return { verdict, review, now };
}
