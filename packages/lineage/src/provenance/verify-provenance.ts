import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Digests } from "../digest";
import {
  endOf,
  evaluate,
  type LineagePolicy,
  type ProofKind,
  proofKinds,
  proofsOf,
  type ReviewFacts,
  type TrustedKey,
  trustedKeys,
} from "../policy";
import { type Reason, reason, stateOf } from "../reasons";
import { repositoryUrl } from "../repository";
import { bundlesIn } from "./bundles";
import type { CertificateIdentity } from "./certificate";
import { disagreements, incompleteness } from "./cross-check";
import { type BuildClaims, buildClaims, provenanceTypes } from "./predicate";
import { claimedPredicateType, readStatement, type Statement } from "./statement";
import { subjectOf } from "./subject";
import type { SigstoreRoot } from "./trusted-root";
import type { ProvenanceVerdict } from "./verdict";
import { type SignedBundle, verifyBundle } from "./verify-bundle";

/** What is verified, and against what. */
export interface VerifyProvenanceInput {
  /**
   * A Sigstore bundle as JSON text; several as JSON lines, or in the `attestations` of GitHub's and npm's APIs. Undefined
   * or empty when there is none.
   */
  readonly bundle: string | undefined;
  /** the artifact, by its digests (`digestsOf`, `readDigest`) */
  readonly artifact: Digests;
  /** the artifact itself, where it is at hand: signatures of Ed25519 need it */
  readonly artifactBytes?: Uint8Array;
  /** from `readTrustedRoots` */
  readonly roots: readonly SigstoreRoot[];
  /** who may build, and which kinds of proof count; anyone may when left out */
  readonly policy?: LineagePolicy;
  /** object id of the agent and application id of the blueprint that run the artifact, for policies that name them */
  readonly agents?: readonly string[];
  /** what is known of the commit's review, for policies that ask for it */
  readonly review?: ReviewFacts;
  /** the present, for what a policy says about age */
  readonly now: Date;
}

/**
 * Says whether an artifact comes from where its provenance says. Offline: nothing but what is given is read.
 *
 * `Verified` only when everything holds: signature, certificate, log, subject, predicate and policy. Whatever is not known
 * is a reason against. `proof` says what kind of proof it is; without a policy, provenance and signatures of the artifact
 * count, other statements do not. Of several bundles, the first that is `Verified` counts, the strongest proof before
 * others; else the one with the least against it.
 */
export function verifyProvenance(input: VerifyProvenanceInput): ProvenanceVerdict {
  if (input.bundle === undefined) return none("there is no provenance for the artifact");
  const bundles = bundlesIn(input.bundle);
  if (!bundles) return against([reason("bundle/malformed", "the bundle is neither JSON nor JSON lines")]);
  if (bundles.length === 0) return none("the list of bundles is empty");
  const keys = input.policy ? trustedKeys(input.policy) : [];
  const verdicts = bundles.map((bundle) => verdictOn(bundle, input, keys));
  return [...verdicts].sort((a, b) => rank(a) - rank(b))[0]!;
}

const order = ["Verified", "Expired", "Untrusted", "Failed", "Missing"];

/** By state, and of one state by the strength of the proof. */
function rank({ state, proof }: ProvenanceVerdict): number {
  const standing = proof === undefined ? proofKinds.length : proofKinds.indexOf(proof);
  return order.indexOf(state) * (proofKinds.length + 1) + standing;
}

function verdictOn(bundle: unknown, input: VerifyProvenanceInput, keys: readonly TrustedKey[]): ProvenanceVerdict {
  const bundleSha256 = hashOf(bundle);
  const { artifactBytes: bytes } = input;
  const artifact = { digests: input.artifact, ...(bytes ? { bytes } : {}) };
  const signed = verifyBundle(bundle, artifact, input.roots, keys);
  // A broken word about something else is no broken provenance.
  if ("code" in signed) return against([otherPredicate(claimedPredicateType(bundle)) ?? signed], { bundleSha256 });
  const proven = { ...(bundleSha256 ? { bundleSha256 } : {}), ...signerOf(signed) };
  if (signed.payload === undefined) return judged(proofOf(signed, "Signature"), proven, undefined, input);
  const statement = readStatement(signed.payload);
  if ("code" in statement) return against([statement], proven);
  return ofStatement(statement, signed, { ...proven, predicateType: statement.predicateType }, input);
}

function ofStatement(
  { predicateType, predicate, subject }: Statement,
  signed: SignedBundle,
  proven: Partial<ProvenanceVerdict>,
  input: VerifyProvenanceInput,
): ProvenanceVerdict {
  const claims = buildClaims(predicateType, predicate);
  const matched = subjectOf(subject, input.artifact);
  const foreign = "code" in matched ? [matched] : [];
  const about = "code" in matched ? proven : { ...proven, subject: matched };
  if (predicateType === imageSignature)
    return foreign.length > 0
      ? against(foreign, proven)
      : judged(proofOf(signed, "Signature"), about, undefined, input);
  const why = claims ? incompleteness(claims) : otherPredicate(predicateType)!;
  if (why) {
    // It is about something else, or proves no more than that somebody said something about the artifact.
    if (foreign.length > 0) return against(claims ? [...foreign, why] : [why], proven);
    return judged(proofOf(signed, "Attestation"), about, why, input);
  }
  const identity = "identity" in signed.signer ? signed.signer.identity : undefined;
  const facts = { ...about, ...buildOf(claims!, identity) };
  const reasons = [...foreign, ...(identity ? disagreements(claims!, identity) : [])];
  // What contradicts itself is not worth a policy's word.
  if (reasons.length > 0) return against(reasons, facts);
  return judged(proofOf(signed, "Provenance"), facts, undefined, input);
}

/** What `cosign sign` writes for an image: a signature in the form of a statement that says nothing more. */
const imageSignature = "https://sigstore.dev/cosign/sign/v1";

/** A key's signature on a statement that is no provenance is worth as much as one on the artifact itself. */
function proofOf({ signer }: SignedBundle, kind: "Provenance" | "Attestation" | "Signature"): ProofKind {
  if ("identity" in signer) return kind;
  return kind === "Provenance" ? "KeyProvenance" : "KeySignature";
}

/** @param why the statement is no provenance; it counts only where the policy lets its kind count */
function judged(
  proof: ProofKind,
  proven: Partial<ProvenanceVerdict>,
  why: Reason | undefined,
  input: VerifyProvenanceInput,
): ProvenanceVerdict {
  const { policy, review, agents = [], now } = input;
  const facts = { ...proven, proof };
  if (proof === "Signature" && facts.repository === undefined) return against([sourceless(facts)], facts);
  if (!policy) return against(why ? [why] : [], facts);
  const { broken, rule, repository } = evaluate(policy, { ...facts, agents }, review, now);
  if (why && !(rule && proofsOf(rule).includes(proof))) return against([why], facts);
  if (broken.length > 0 || !rule) return against(broken, facts);
  const validTo = endOf(rule, facts.signedAt)?.toISOString();
  return {
    ...against([], facts),
    ...defined({ repository: facts.repository ?? repository, slsaLevel: rule.slsaLevel, validTo }),
  };
}

function sourceless({ identity }: Partial<ProvenanceVerdict>): Reason {
  const who = identity?.san ?? "somebody";
  return reason(
    "signer/no-source",
    `the artifact is signed by ${who}, whose certificate names no repository and commit`,
  );
}

/** Why a statement of this type is no provenance; undefined when it is. */
function otherPredicate(predicateType: string | undefined): Reason | undefined {
  if (predicateType === undefined || predicateType === imageSignature || provenanceTypes.includes(predicateType))
    return undefined;
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

/** What the certificate, or the policy's key, and the log say. */
function signerOf({ signer, signedAt, tlogIndex, tlogTime }: SignedBundle): Partial<ProvenanceVerdict> {
  const log = { signedAt: signedAt?.toISOString(), tlogIndex, tlogTime: tlogTime?.toISOString() };
  if ("key" in signer) return defined({ key: signer.key, ...log });
  const { identity } = signer;
  const { san, issuer, repository, configUri, signerUri } = identity;
  return defined({
    identity: defined({ san, issuer }),
    repository: repository && repositoryUrl(repository),
    repositoryId: identity.repositoryId,
    ref: identity.ref,
    commit: identity.commit,
    workflowPath: pathOf(identity),
    workflowRef: configUri ?? signerUri,
    trigger: identity.trigger,
    runnerEnvironment: identity.runnerEnvironment,
    invocationUrl: identity.invocationUrl,
    ...log,
  });
}

/** What the predicate adds; where the certificate says the same, the certificate counts. */
function buildOf(claims: BuildClaims, identity: CertificateIdentity | undefined): Partial<ProvenanceVerdict> {
  const { builderId, buildType, workflowPath, trigger, invocationUrl, repository, repositoryId, ref, commit } = claims;
  const path = identity && pathOf(identity);
  return defined({
    builderId,
    buildType,
    ...(path === undefined ? { workflowPath } : {}),
    ...(identity?.trigger === undefined ? { trigger } : {}),
    ...(identity?.invocationUrl === undefined ? { invocationUrl } : {}),
    ...(identity === undefined ? { repository, repositoryId, ref, commit } : {}),
  });
}

/** The path of the workflow that ran, out of its address; GitLab writes two slashes before it. */
function pathOf({ configUri, repository }: CertificateIdentity): string | undefined {
  if (!configUri || !repository || !configUri.startsWith(`${repository}/`)) return undefined;
  return configUri.slice(repository.length).split("@")[0]!.replace(/^\/+/, "");
}

function defined<T extends object>(members: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const present = Object.entries(members).filter(([, value]) => value !== undefined && value !== "");
  return Object.fromEntries(present) as { [K in keyof T]: Exclude<T[K], undefined> };
}
