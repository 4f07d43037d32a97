import { systemClock } from "@sentinel-agent-identities/clock";
import {
  type Digests,
  type ProvenanceVerdict,
  type ReviewFacts,
  readLineagePolicy,
  readReviewFacts,
  readTrustedRoots,
  verifyProvenance,
} from "@sentinel-agent-identities/lineage";
import { readText } from "../../../content";
import type { ProvenanceOptions } from "../../commands/lineage/provenance-options";
import { UsageError } from "../../usage-error";

/** What the files say about an artifact. */
export interface Outcome {
  readonly verdict: ProvenanceVerdict;
  readonly review: ReviewFacts | undefined;
  readonly now: Date;
}

/**
 * @param agents ids of the agent and its blueprint, where they are known
 * @param artifactBytes the artifact itself, where it is at hand
 * @throws UsageError or LineageError when a file cannot be used
 */
export function provenanceOf(
  options: ProvenanceOptions,
  artifact: Digests,
  agents: readonly string[],
  artifactBytes?: Uint8Array,
): Outcome {
  const { trustedRoot, policy, review: reviewFile, now = systemClock.now() } = options;
  if (trustedRoot === undefined)
    throw new UsageError(
      "give --trusted-root: verification is offline, and this package brings no trusted root\n" +
        "    gh attestation trusted-root > trusted_root.jsonl writes those of Sigstore and GitHub",
    );
  const roots = readTrustedRoots(readText(trustedRoot), trustedRoot);
  const review = reviewFile === undefined ? undefined : readReviewFacts(readText(reviewFile), reviewFile);
  const rules = policy === undefined ? undefined : readLineagePolicy(readText(policy), policy);
  const bundle = readText(options.bundle);
  const verdict = verifyProvenance({
    bundle,
    artifact,
    agents,
    roots,
    now,
    ...(artifactBytes ? { artifactBytes } : {}),
    ...(rules ? { policy: rules } : {}),
    ...(review ? { review } : {}),
  });
  return { verdict, review, now };
}
