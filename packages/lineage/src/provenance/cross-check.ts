import { type Reason, reason } from "../reasons";
import { sameRepository } from "../repository";
import type { CertificateIdentity } from "./certificate";
import type { BuildClaims } from "./predicate";

/** The workflow that signs for builders which others bring: it names the builder whose token it verified (https://slsa.dev/blog/2023/08/bring-your-own-builder-github). */
const delegator =
  /^https:\/\/github\.com\/slsa-framework\/slsa-github-generator\/\.github\/workflows\/delegator_[\w-]+\.yml@refs\/tags\/v\d+\.\d+\.\d+$/;
const runner = /\/actions\/runner\/(github-hosted|self-hosted)$/;

/** Why a predicate is no provenance, whoever signed it; undefined when it says what provenance must. */
export function incompleteness(claims: BuildClaims): Reason | undefined {
  const missing = (["repository", "commit", "builderId"] as const).filter((name) => claims[name] === undefined);
  if (missing.length === 0) return undefined;
  return reason("predicate/incomplete", `the predicate does not say its ${missing.join(", ")}`);
}

/**
 * Where a complete predicate and the certificate disagree. The workflow writes the predicate, the identity provider the certificate's
 * facts: a predicate that says otherwise is a lie, or provenance of something else.
 */
export function disagreements(claims: BuildClaims, identity: CertificateIdentity): Reason[] {
  const { repository, commit } = identity;
  if (!repository || !commit)
    return [
      reason(
        "certificate/no-source",
        `the certificate of ${identity.san ?? "the signer"} names no repository and commit: it was not given to a build`,
      ),
    ];
  const reasons: Reason[] = [];
  if (!sameRepository(claims.repository!, repository) || differs(claims.repositoryId, identity.repositoryId))
    reasons.push(
      reason("predicate/repository", `the predicate says ${claims.repository}, the certificate ${repository}`),
    );
  if (claims.commit!.toLowerCase() !== commit.toLowerCase())
    reasons.push(reason("predicate/commit", `the predicate says commit ${claims.commit}, the certificate ${commit}`));
  const builder = builderProblem(claims.builderId!, identity);
  if (builder) reasons.push(reason("predicate/builder", builder));
  return reasons;
}

/** A builder id that names a kind of runner or a workflow must be the one that the certificate names. */
function builderProblem(builderId: string, { runnerEnvironment, san }: CertificateIdentity): string | undefined {
  const environment = runner.exec(builderId)?.[1];
  if (environment !== undefined && environment !== runnerEnvironment)
    return `the predicate says a ${environment} runner, the certificate ${runnerEnvironment ?? "none"}`;
  if (delegator.test(san ?? "")) return undefined;
  if (builderId.includes("/.github/workflows/") && builderId.toLowerCase() !== san?.toLowerCase())
    return `the predicate says the builder ${builderId}, the certificate ${san}`;
  return undefined;
}

function differs(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
