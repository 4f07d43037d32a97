import { X509Certificate } from "node:crypto";
import {
  BUNDLE_V01_MEDIA_TYPE,
  BUNDLE_V02_MEDIA_TYPE,
  BUNDLE_V03_LEGACY_MEDIA_TYPE,
  BUNDLE_V03_MEDIA_TYPE,
  type Bundle,
  bundleFromJSON,
} from "@sigstore/bundle";
import { type SignedEntity, toSignedEntity, toTrustMaterial, VerificationError, Verifier } from "@sigstore/verify";
import { type Reason, reason } from "../reasons";
import { type CertificateIdentity, certificateIdentity } from "./certificate";
import { logProofProblem } from "./log-proof";
import type { SigstoreRoot } from "./trusted-root";

const mediaTypes = [BUNDLE_V01_MEDIA_TYPE, BUNDLE_V02_MEDIA_TYPE, BUNDLE_V03_LEGACY_MEDIA_TYPE, BUNDLE_V03_MEDIA_TYPE];
const inToto = "application/vnd.in-toto+json";

/** What a bundle proves: who signed what, when. */
export interface SignedPayload {
  readonly identity: CertificateIdentity;
  readonly payload: string;
  /** the earliest verified time of signing */
  readonly signedAt: Date;
  readonly tlogIndex?: number;
  readonly tlogTime?: Date;
}

/** A bundle that is read, not verified. */
interface ReadBundle {
  readonly bundle: Bundle;
  readonly entity: SignedEntity;
  readonly payload: Buffer;
  readonly certificate: X509Certificate;
}

/**
 * Verifies a bundle offline against each root until one vouches for it. The certificate must chain to the root's
 * authorities at a proven time, with a log's promise where the root has certificate logs; the signature must be in a
 * transparency log where the root has any, else in a timestamp.
 */
export function verifyBundle(value: unknown, roots: readonly SigstoreRoot[]): SignedPayload | Reason {
  const read = readBundle(value);
  if ("code" in read) return read;
  let closest: { reason: Reason; stage: number } | undefined;
  for (const root of roots) {
    const result = verifyWith(root, read);
    if (!("code" in result)) return result;
    const stage = stages.indexOf(result.code);
    if (!closest || stage > closest.stage) closest = { reason: result, stage };
  }
  return closest?.reason ?? reason("certificate/unverified", "no trusted root was given");
}

/** How far verification came: of several roots, the one that came furthest is the bundle's. */
const stages: readonly string[] = [
  "timestamp/unverified",
  "certificate/unverified",
  "log/unverified",
  "signature/unverified",
];

function readBundle(value: unknown): ReadBundle | Reason {
  const mediaType = (value as { mediaType?: unknown } | null | undefined)?.mediaType;
  if (typeof value !== "object" || value === null) return reason("bundle/malformed", "the bundle is no JSON object");
  if (!mediaTypes.includes(mediaType as string))
    return reason(
      "bundle/media-type",
      `the media type is ${JSON.stringify(mediaType) ?? "missing"}; known are Sigstore bundles of version 0.1 to 0.3`,
    );
  try {
    const bundle = bundleFromJSON(value);
    if (bundle.content.$case !== "dsseEnvelope")
      return reason(
        "provenance/no-statement",
        "the bundle signs an artifact and says nothing about where it comes from",
      );
    const { payload, payloadType } = bundle.content.dsseEnvelope;
    if (payloadType !== inToto)
      return reason("bundle/payload-type", `the payload is of type "${payloadType}"; known is ${inToto}`);
    const { content } = bundle.verificationMaterial;
    if (content.$case === "publicKey")
      return reason(
        "bundle/no-certificate",
        "the bundle is signed with a bare key, which says nothing about the signer",
      );
    const raw = content.$case === "certificate" ? content.certificate : content.x509CertificateChain.certificates[0]!;
    return { bundle, payload, certificate: certificateOf(raw.rawBytes), entity: toSignedEntity(bundle) };
  } catch (error) {
    if (error instanceof UnreadableCertificate)
      return reason("certificate/unverified", `the certificate cannot be read: ${error.message}`);
    return reason("bundle/malformed", `the bundle cannot be read: ${(error as Error).message}`);
  }
}

class UnreadableCertificate extends Error {}

function certificateOf(der: Buffer): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (error) {
    throw new UnreadableCertificate((error as Error).message);
  }
}

function verifyWith(root: SigstoreRoot, read: ReadBundle): SignedPayload | Reason {
  const { bundle, entity, payload } = read;
  try {
    const verifier = new Verifier(toTrustMaterial(root), {
      tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
      ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
      timestampThreshold: 1,
    });
    const identity = certificateIdentity(verifier.verify(entity));
    for (const entry of bundle.verificationMaterial.tlogEntries) {
      const problem = logProofProblem(entry);
      if (problem) return reason("log/unverified", problem);
    }
    return { identity, payload: payload.toString("utf8"), ...timesOf(read) };
  } catch (error) {
    return failure(error, read);
  }
}

/** Times that verification has proven, and the entry of the log that promises its own. */
function timesOf({ bundle, entity }: ReadBundle): Pick<SignedPayload, "signedAt" | "tlogIndex" | "tlogTime"> {
  const times = entity.timestamps.flatMap((proof) => {
    if (proof.$case === "timestamp-authority") return [proof.timestamp.signingTime];
    return proof.tlogEntry.inclusionPromise ? [new Date(Number(proof.tlogEntry.integratedTime) * 1000)] : [];
  });
  const signedAt = new Date(Math.min(...times.map((time) => time.getTime())));
  const [entry] = bundle.verificationMaterial.tlogEntries;
  if (!entry) return { signedAt };
  // Without a promise, the index in the proof is the one that is proven, and no time is.
  if (!entry.inclusionPromise) return { signedAt, tlogIndex: Number(entry.inclusionProof!.logIndex) };
  const tlogTime = new Date(Number(entry.integratedTime) * 1000);
  return { signedAt, tlogIndex: Number(entry.logIndex), tlogTime };
}

function failure(error: unknown, { entity, certificate }: ReadBundle): Reason {
  const why = (error as Error).message;
  if (!(error instanceof VerificationError)) return reason("bundle/malformed", `the bundle cannot be verified: ${why}`);
  switch (error.code) {
    case "TIMESTAMP_ERROR":
      return reason("timestamp/unverified", `no time of signing is proven by the trusted root: ${why}`);
    case "CERTIFICATE_ERROR":
    case "PUBLIC_KEY_ERROR":
      return reason("certificate/unverified", `the trusted root does not vouch for the certificate: ${why}`);
    case "SIGNATURE_ERROR":
      return reason("signature/unverified", "the signature does not fit the payload");
    case "TLOG_BODY_ERROR":
      // The entry and the payload differ: the signature tells which of the two was changed.
      return entity.signature.verifySignature(certificate.publicKey)
        ? reason("log/unverified", `the log's entry is about something else: ${why}`)
        : reason("signature/unverified", "the signature does not fit the payload");
    default:
      return reason("log/unverified", `the transparency log's entry is not proven: ${why}`);
  }
}
