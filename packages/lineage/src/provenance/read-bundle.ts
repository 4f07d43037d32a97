import { type KeyObject, X509Certificate } from "node:crypto";
import {
  BUNDLE_V01_MEDIA_TYPE,
  BUNDLE_V02_MEDIA_TYPE,
  BUNDLE_V03_LEGACY_MEDIA_TYPE,
  BUNDLE_V03_MEDIA_TYPE,
  type Bundle,
  bundleFromJSON,
  type TransparencyLogEntry,
} from "@sigstore/bundle";
import { type SignedEntity, toSignedEntity } from "@sigstore/verify";
import type { Digests } from "../digest";
import { type Reason, reason } from "../reasons";
import { otherDocument } from "./other-document";
import { SignedArtifact, SignedEnvelope } from "./signed-content";

const mediaTypes = [BUNDLE_V01_MEDIA_TYPE, BUNDLE_V02_MEDIA_TYPE, BUNDLE_V03_LEGACY_MEDIA_TYPE, BUNDLE_V03_MEDIA_TYPE];
const inToto = "application/vnd.in-toto+json";

/** The artifact that a bundle should be about. */
export interface Artifact {
  readonly digests: Digests;
  /** needed for signatures of Ed25519, which cover the bytes and not their digest */
  readonly bytes?: Uint8Array;
}

/** A bundle that is read, not verified. */
export interface ReadBundle {
  readonly content: SignedEnvelope | SignedArtifact;
  /** the signer's certificate, or what the bundle calls the key */
  readonly signer: { readonly certificate: KeyObject } | { readonly hint: string };
  readonly entries: readonly TransparencyLogEntry[];
  readonly entity: Pick<SignedEntity, "key" | "timestamps">;
}

/** Reads a Sigstore bundle of version 0.1 to 0.3. */
export function readBundle(value: unknown, { digests, bytes }: Artifact): ReadBundle | Reason {
  if (typeof value !== "object" || value === null) return reason("bundle/malformed", "the bundle is no JSON object");
  const { mediaType } = value as { mediaType?: unknown };
  if (!mediaTypes.includes(mediaType as string))
    return reason(
      "bundle/media-type",
      otherDocument(value) ??
        `the media type is ${JSON.stringify(mediaType) ?? "missing"}; known are Sigstore bundles of version 0.1 to 0.3`,
    );
  try {
    const bundle = bundleFromJSON(value);
    const problem = chainProblem(bundle) ?? entryProblem(bundle) ?? typeProblem(bundle);
    if (problem) return problem;
    const content =
      bundle.content.$case === "dsseEnvelope"
        ? new SignedEnvelope(bundle.content.dsseEnvelope)
        : new SignedArtifact(bundle.content.messageSignature, digests, bytes);
    const { key, timestamps } = toSignedEntity(bundle, Buffer.alloc(0));
    const { tlogEntries } = bundle.verificationMaterial;
    return { content, signer: signerOf(bundle), entries: tlogEntries, entity: { key, timestamps } };
  } catch (error) {
    if (error instanceof UnreadableCertificate)
      return reason("certificate/unverified", `the certificate cannot be read: ${error.message}`);
    return reason("bundle/malformed", `the bundle cannot be read: ${(error as Error).message}`);
  }
}

class UnreadableCertificate extends Error {}

function certificatesOf({ verificationMaterial: { content } }: Bundle): X509Certificate[] {
  if (content.$case === "publicKey") return [];
  const chain = content.$case === "certificate" ? [content.certificate] : content.x509CertificateChain.certificates;
  return chain.map(({ rawBytes }) => {
    try {
      return new X509Certificate(rawBytes);
    } catch (error) {
      throw new UnreadableCertificate((error as Error).message);
    }
  });
}

function signerOf(bundle: Bundle): ReadBundle["signer"] {
  const { content } = bundle.verificationMaterial;
  if (content.$case === "publicKey") return { hint: content.publicKey.hint };
  return { certificate: certificatesOf(bundle)[0]!.publicKey };
}

/** Whom to trust is the root's to say: a bundle that brings a root of its own is none that a client writes. */
function chainProblem(bundle: Bundle): Reason | undefined {
  const own = certificatesOf(bundle).find((certificate) => certificate.subject === certificate.issuer);
  return own && reason("bundle/malformed", `the bundle brings a root certificate, ${JSON.stringify(own.subject)}`);
}

/** Proofs that are looked at: clients write one or two, and each costs signatures to verify. */
const mostProofs = 32;

function entryProblem({ verificationMaterial }: Bundle): Reason | undefined {
  const { tlogEntries, timestampVerificationData } = verificationMaterial;
  const proofs = Math.max(tlogEntries.length, timestampVerificationData?.rfc3161Timestamps.length ?? 0);
  if (proofs > mostProofs)
    return reason("bundle/malformed", `the bundle has ${proofs} log entries or timestamps; ${mostProofs} are read`);
  const seen = new Set<string>();
  for (const { logId, logIndex, canonicalizedBody } of tlogEntries) {
    if (!/^\d+$/.test(logIndex)) return reason("bundle/malformed", `"${logIndex}" is no index of a log`);
    const entry = `${logId.keyId.toString("hex")} ${canonicalizedBody.toString("base64")}`;
    if (seen.has(entry)) return reason("bundle/malformed", "the bundle has the same entry of a log twice");
    seen.add(entry);
  }
  return undefined;
}

function typeProblem({ content }: Bundle): Reason | undefined {
  if (content.$case !== "dsseEnvelope" || content.dsseEnvelope.payloadType === inToto) return undefined;
  return reason(
    "bundle/payload-type",
    `the payload is of type "${content.dsseEnvelope.payloadType.slice(0, 200)}"; known is ${inToto}`,
  );
}
