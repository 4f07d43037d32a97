import type { KeyObject } from "node:crypto";
import type { Digests } from "../digest";
import { type Reason, reason } from "../reasons";
import { readStatement } from "./statement";
import { subjectOf } from "./subject";
import type { SigstoreRoot } from "./trusted-root";
import { type SignedBundle, verifyBundle } from "./verify-bundle";

/** Who must have signed: whom the certificate names, word for word, or a key. */
export type ExpectedSigner = { readonly identity: string; readonly issuer: string } | { readonly key: KeyObject };

/** What is verified, and against what. */
export interface VerifySignerInput {
  /** one Sigstore bundle as JSON text */
  readonly bundle: string;
  /** the artifact, or a subject of the bundle's statement, by its digests */
  readonly artifact: Digests;
  /** the artifact itself, where it is at hand */
  readonly artifactBytes?: Uint8Array;
  readonly roots: readonly SigstoreRoot[];
  readonly signer: ExpectedSigner;
}

/**
 * What is against the claim that a signer signed an artifact, as every Sigstore client decides it; undefined when nothing
 * is. It asks for no provenance: `verifyProvenance` does.
 */
export function verifySigner(input: VerifySignerInput): Reason | undefined {
  const { artifact: digests, artifactBytes: bytes, roots, signer } = input;
  let bundle: unknown;
  try {
    bundle = JSON.parse(input.bundle);
  } catch (error) {
    return reason("bundle/malformed", `the bundle is no JSON: ${(error as Error).message}`);
  }
  const keys = "key" in signer ? [{ name: "given", publicKey: signer.key, log: true, validFor: {} }] : [];
  const signed = verifyBundle(bundle, { digests, ...(bytes ? { bytes } : {}) }, roots, keys);
  if ("code" in signed) return signed;
  return strange(signed, signer) ?? unrelated(signed, digests);
}

function strange({ signer }: SignedBundle, expected: ExpectedSigner): Reason | undefined {
  if ("key" in expected)
    return "key" in signer
      ? undefined
      : reason("key/unknown", "the bundle is signed under a certificate, not with the key");
  if ("key" in signer) return reason("signer/identity", "the bundle is signed with a key, not under a certificate");
  const { san, issuer } = signer.identity;
  if (san !== expected.identity)
    return reason("signer/identity", `the signer is ${san ?? "nobody"}, not ${expected.identity}`);
  return issuer === expected.issuer
    ? undefined
    : reason("signer/identity", `the signer is vouched for by ${issuer ?? "nobody"}, not by ${expected.issuer}`);
}

function unrelated({ payload }: SignedBundle, digests: Digests): Reason | undefined {
  if (payload === undefined) return undefined;
  const statement = readStatement(payload);
  if ("code" in statement) return statement;
  const subject = subjectOf(statement.subject, digests);
  return "code" in subject ? subject : undefined;
}
