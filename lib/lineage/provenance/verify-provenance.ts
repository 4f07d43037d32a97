import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Digests } from "../digest";
import { endOf, evaluate, type LineagePolicy, type ReviewFacts } from "../policy";
import { type Reason, reason, stateOf } from "../reasons";
import { repositoryUrl } from "../repository";
import { bundlesIn } from "./bundles";
import type { CertificateIdentity } from "./certificate";
import { disagreements } from "./cross-check";
import { type BuildClaims, buildClaims, provenanceTypes } from "./predicate";
import { claimedPredicateType, readStatement, type Subject } from "./statement";
import type { SigstoreRoot } from "./trusted-root";
import type { ProvenanceVerdict } from "./verdict";
import { type SignedPayload, verifyBundle } from "./verify-bundle";

/** What is verified, and against what. */
export interface VerifyProvenanceInput {
  /**
   * A Sigstore bundle as JSON text; several as JSON lines, or in the `attestations` of GitHub's and npm's APIs. Undefined
   * or empty when there is none.
   */
  readonly bundle: string | undefined;
  /** the artifact, by its digests (`digestsOf`, `readDigest`) */
  readonly artifact: Digests;
  /** from `readTrustedRoots` */
  readonly roots: readonly SigstoreRoot[];
  /** who may build; anyone may when left out */
  readonly policy?: LineagePolicy;
  /** what is known of the commit's review, for policies that ask for it */
  readonly review?: ReviewFacts;
  /** the present, for what a policy says about age */
  readonly now: Date;
}

/**
 * Says whether an artifact comes from where its provenance says. Offline: nothing but what is given is read.
 *
 * `Verified` only when everything holds: signature, certificate, log, subject, predicate and policy. Whatever is not known
 * is a reason against. Of several bundles, the first that is `Verified` counts, else the one with the least against it.
 */
export function verifyProvenance(input: VerifyProvenanceInput): ProvenanceVerdict {
  if (input.bundle === undefined) return none("there is no provenance for the artifact");
  const bundles = bundlesIn(input.bundle);
  if (!bundles) return against([reason("bundle/malformed", "the bundle is neither JSON nor JSON lines")]);
  if (bundles.length === 0) return none("the list of bundles is empty");
  const verdicts = bundles.map((bundle) => verdictOn(bundle, input));
  return [...verdicts].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0]!;
}

const order = ["Verified", "Expired", "Untrusted", "Failed", "Missing"];

function verdictOn(bundle: unknown, input: VerifyProvenanceInput): ProvenanceVerdict {
  const bundleSha256 = hashOf(bundle);
  const signed = verifyBundle(bundle, input.roots);
  // A broken word about something else is no broken provenance.
  if ("code" in signed) return against([otherPredicate(claimedPredicateType(bundle)) ?? signed], { bundleSha256 });
  const proven = { ...(bundleSha256 ? { bundleSha256 } : {}), ...signerOf(signed) };
  const statement = readStatement(signed.payload);
  if ("code" in statement) return against([statement], proven);
  const { predicateType, predicate } = statement;
  const claims = buildClaims(predicateType, predicate);
  if (!claims) return against([otherPredicate(predicateType)!], { ...proven, predicateType });
  const matched = subjectOf(statement.subject, input.artifact);
  const facts: ProvenanceVerdict = {
    ...against([], proven),
    predicateType,
    ...buildOf(claims, signed.identity),
    ...("code" in matched ? {} : { subject: matched }),
  };
  const reasons = [...("code" in matched ? [matched] : []), ...disagreements(claims, signed.identity)];
  // What contradicts itself is not worth a policy's word.
  if (reasons.length > 0 || !input.policy) return { ...facts, ...against(reasons) };
  const { broken, rule } = evaluate(input.policy, facts, input.review, input.now);
  if (broken.length > 0 || !rule) return { ...facts, ...against(broken) };
  const validTo = endOf(rule, facts.signedAt!)?.toISOString();
  return { ...facts, ...defined({ slsaLevel: rule.slsaLevel, validTo }) };
}

/** Why a statement of this type is no provenance; undefined when it is. */
function otherPredicate(predicateType: string | undefined): Reason | undefined {
  if (predicateType === undefined || provenanceTypes.includes(predicateType)) return undefined;
  const known = provenanceTypes.join(" and ");
  const why = `the predicate is of type ${predicateType.slice(0, 200)}, no provenance; known are ${known}`;
  return reason("predicate/unknown", why);
}

function against(reasons: readonly Reason[], proven: Partial<ProvenanceVerdict> = {}): ProvenanceVerdict {
  return { state: stateOf(reasons), reasons, ...proven };
}

function none(message: string): ProvenanceVerdict {
  return against([reason("provenance/none", message)]);
}

function hashOf(bundle: unknown): string | undefined {
  try {
    return createHash("sha256").update(canonicalize(bundle)!).digest("hex");
  } catch {
    // Nested too deeply to be any bundle.
    return undefined;
  }
}

/** What the certificate and the log say. */
function signerOf({ identity, signedAt, tlogIndex, tlogTime }: SignedPayload): Partial<ProvenanceVerdict> {
  const { san, issuer, repository, configUri, signerUri } = identity;
  return defined({
    identity: defined({ san, issuer }),
    repository: repository && repositoryUrl(repository),
    repositoryId: identity.repositoryId,
    ref: identity.ref,
    commit: identity.commit,
    workflowRef: configUri ?? signerUri,
    trigger: identity.trigger,
    runnerEnvironment: identity.runnerEnvironment,
    invocationUrl: identity.invocationUrl,
    signedAt: signedAt.toISOString(),
    tlogIndex,
    tlogTime: tlogTime?.toISOString(),
  });
}

/** What the predicate adds; where the certificate says the same, the certificate counts. */
function buildOf(claims: BuildClaims, identity: CertificateIdentity): Partial<ProvenanceVerdict> {
  return defined({
    builderId: claims.builderId,
    buildType: claims.buildType,
    workflowPath: pathOf(identity) ?? claims.workflowPath,
    ...(identity.trigger === undefined ? { trigger: claims.trigger } : {}),
    ...(identity.invocationUrl === undefined ? { invocationUrl: claims.invocationUrl } : {}),
  });
}

/** The path of the workflow that ran, out of its address. */
function pathOf({ configUri, repository }: CertificateIdentity): string | undefined {
  if (!configUri || !repository || !configUri.startsWith(`${repository}/`)) return undefined;
  return configUri.slice(repository.length + 1).split("@")[0];
}

function subjectOf(subjects: readonly Subject[], artifact: Digests): { name: string; digest: string } | Reason {
  const given = Object.entries(artifact) as [string, string][];
  let comparable = false;
  for (const { name, digest } of subjects) {
    // Every digest that both sides have must agree.
    const both = given.filter(([algorithm]) => Object.hasOwn(digest, algorithm));
    comparable ||= both.length > 0;
    if (both.length > 0 && both.every(([algorithm, hex]) => digest[algorithm]!.toLowerCase() === hex))
      return { name, digest: both[0]!.join(":") };
  }
  const found = subjects.map(({ digest }) => Object.entries(digest).map(([algorithm, hex]) => `${algorithm}:${hex}`));
  const named = found.flat().slice(0, 3).join(", ");
  return comparable
    ? reason("artifact/not-subject", `the artifact is ${given[0]!.join(":")}, the provenance is about ${named}`)
    : reason(
        "artifact/other-algorithm",
        `the artifact is given by ${given.map(([algorithm]) => algorithm).join(", ")}, the provenance is about ${named}`,
      );
}

function defined<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(present) as { [K in keyof T]: Exclude<T[K], undefined> };
}
