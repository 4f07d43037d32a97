import type { ProofKind } from "../policy";
import { type LineageState, type Reason, stateOf } from "../reasons";

/**
 * What is known about where an artifact comes from. Everything but `state`, `reasons` and `bundleSha256` is set only when
 * a signature covers it; what an unverified bundle claims is not repeated.
 */
export interface ProvenanceVerdict {
  readonly state: LineageState;
  /** empty for `Verified` */
  readonly reasons: readonly Reason[];
  /** what is proven; absent where nothing is */
  readonly proof?: ProofKind;
  /** SHA-256 of the bundle in the form of RFC 8785, lower-case hexadecimal */
  readonly bundleSha256?: string;
  /** the signer, as the certificate names it */
  readonly identity?: { readonly san?: string; readonly issuer?: string };
  /** the policy's name of the key that signed, where there is no certificate */
  readonly key?: string;
  /** https, without `.git`; of a `KeySignature`, the policy's word for it */
  readonly repository?: string;
  readonly repositoryId?: string;
  readonly ref?: string;
  readonly commit?: string;
  /** such as `.github/workflows/release.yml` */
  readonly workflowPath?: string;
  /** the workflow's address with its ref */
  readonly workflowRef?: string;
  /** event that started the build */
  readonly trigger?: string;
  /** `github-hosted` or `self-hosted` */
  readonly runnerEnvironment?: string;
  readonly builderId?: string;
  readonly buildType?: string;
  readonly invocationUrl?: string;
  readonly predicateType?: string;
  /** the subject that is the artifact */
  readonly subject?: { readonly name?: string; readonly digest: string };
  /** ISO 8601, UTC */
  readonly signedAt?: string;
  readonly tlogIndex?: number;
  /** when the transparency log took the entry; ISO 8601, UTC */
  readonly tlogTime?: string;
  /** what the policy's rule says the builder gives */
  readonly slsaLevel?: number;
  /** when the policy's rule, or its word on age, ends; ISO 8601, UTC */
  readonly validTo?: string;
}

/** A verdict with more reasons against it. */
export function withReasons(verdict: ProvenanceVerdict, more: readonly Reason[]): ProvenanceVerdict {
  const reasons = [...verdict.reasons, ...more];
  return { ...verdict, state: stateOf(reasons), reasons };
}
