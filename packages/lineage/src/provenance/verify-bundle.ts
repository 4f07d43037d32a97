import { createHash, type KeyObject } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";
import { type Signer, VerificationError, Verifier } from "@sigstore/verify";
import type { TrustedKey } from "../policy";
import { type Reason, reason } from "../reasons";
import { type CertificateIdentity, certificateIdentity } from "./certificate";
import { logProofProblem, readableEntry } from "./log-proof";
import { type Artifact, type ReadBundle, readBundle } from "./read-bundle";
import { SignedArtifact, SignedEnvelope } from "./signed-content";
import { logsOf, trustMaterial } from "./trust-material";
import type { SigstoreRoot } from "./trusted-root";

/** What a bundle proves: who signed what, when. */
export interface SignedBundle {
  /** from a certificate of the trusted root's authority, or by a key of the policy */
  readonly signer: { readonly identity: CertificateIdentity } | { readonly key: string };
  /** the statement; absent where the artifact itself is signed */
  readonly payload?: string;
  /** the earliest verified time of signing; only signatures of keys can lack one */
  readonly signedAt?: Date;
  readonly tlogIndex?: number;
  readonly tlogTime?: Date;
}

/**
 * Verifies a bundle offline against each root until one vouches for it. The certificate must chain to the root's
 * authorities at a proven time, with a log's promise where the root has certificate logs; the signature must be in a
 * transparency log where the root has any, else in a timestamp. A bundle without certificate must be signed by one of the
 * keys.
 */
export function verifyBundle(
  value: unknown,
  artifact: Artifact,
  roots: readonly SigstoreRoot[],
  keys: readonly TrustedKey[],
): SignedBundle | Reason {
  const read = readBundle(value, artifact);
  if ("code" in read) return read;
  if (read.content instanceof SignedArtifact && read.content.contradicts)
    return reason("artifact/not-subject", "the bundle's digest is another one than the artifact's");
  if ("certificate" in read.signer) return firstOf(roots, (root) => verifyWith(root, read, undefined));
  return byKey(read, read.signer.hint, roots, keys);
}

/** @param hint what the bundle calls its key: the SHA-256 of SPKI by custom, which decides nothing */
function byKey(
  read: ReadBundle,
  hint: string,
  roots: readonly SigstoreRoot[],
  keys: readonly TrustedKey[],
): SignedBundle | Reason {
  const name = JSON.stringify(hint.slice(0, 200));
  if (keys.length === 0)
    return reason("key/unknown", `the bundle is signed with the key ${name}, and the policy names no key for it`);
  const results = keys.map((key) => ({ key, result: firstOf(roots, (root) => verifyWith(root, read, key)) }));
  const found = results.find(({ result }) => !("code" in result) || result.code !== "signature/unverified");
  if (found) return found.result;
  const own = results.find(({ key }) => hint === key.name || hint === fingerprint(key.publicKey));
  if (own) return own.result;
  const names = keys.map((key) => key.name).join(", ");
  return reason("key/unknown", `the bundle is signed with the key ${name}, which is none of the policy's: ${names}`);
}

function fingerprint(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ type: "spki", format: "der" }))
    .digest("base64");
}

function firstOf(
  roots: readonly SigstoreRoot[],
  verify: (root: SigstoreRoot) => SignedBundle | Reason,
): SignedBundle | Reason {
  let closest: { reason: Reason; stage: number } | undefined;
  for (const root of roots) {
    const result = verify(root);
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
  "key/out-of-time",
  "log/unverified",
  "signature/unverified",
];

function verifyWith(root: SigstoreRoot, read: ReadBundle, key: TrustedKey | undefined): SignedBundle | Reason {
  const { content, entries } = read;
  const times = provenTimes(read);
  try {
    let signer: Signer | undefined;
    // One by one, so that each entry is proven by its own log and by no other one.
    for (const entry of entries.length > 0 ? entries : [undefined]) signer = verifyEntry(root, read, key, entry);
    for (const entry of entries) {
      const problem = logProofProblem(entry, logsOf(root, entry), signer!.key, times.signedAt);
      if (problem) return reason("log/unverified", problem);
    }
    return {
      signer: key ? { key: key.name } : { identity: certificateIdentity(signer!) },
      ...(content instanceof SignedEnvelope ? { payload: content.payload.toString("utf8") } : {}),
      ...times,
    };
  } catch (error) {
    return failure(error, read, key);
  }
}

function verifyEntry(
  root: SigstoreRoot,
  { content, entity }: ReadBundle,
  key: TrustedKey | undefined,
  entry: TransparencyLogEntry | undefined,
): Signer {
  const logs = entry ? logsOf(root, entry) : [];
  const timed = key?.validFor.start !== undefined || key?.validFor.end !== undefined;
  const verifier = new Verifier(trustMaterial(root, logs, key), {
    tlogThreshold: root.tlogs.length > 0 && (key?.log ?? true) ? 1 : 0,
    ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
    timestampThreshold: key && !timed ? 0 : 1,
  });
  const tlogEntries = entry ? [readableEntry(entry, logs)] : [];
  return verifier.verify({ ...entity, signature: content, tlogEntries });
}

/** Times that verification proves, and the entry of the log that promises its own. */
function provenTimes({ entity, entries }: ReadBundle): Pick<SignedBundle, "signedAt" | "tlogIndex" | "tlogTime"> {
  const times = entity.timestamps.flatMap((proof) => {
    if (proof.$case === "timestamp-authority") return [proof.timestamp.signingTime.getTime()];
    return proof.tlogEntry.inclusionPromise ? [Number(proof.tlogEntry.integratedTime) * 1000] : [];
  });
  const signedAt = times.length > 0 ? { signedAt: new Date(Math.min(...times)) } : {};
  const [entry] = entries;
  if (!entry) return signedAt;
  // Without a promise, the index in the proof is the one that is proven, and no time is.
  if (!entry.inclusionPromise) return { ...signedAt, tlogIndex: Number(entry.inclusionProof?.logIndex) };
  const tlogTime = new Date(Number(entry.integratedTime) * 1000);
  return { ...signedAt, tlogIndex: Number(entry.logIndex), tlogTime };
}

function failure(error: unknown, { content, signer }: ReadBundle, trusted: TrustedKey | undefined): Reason {
  const why = (error as Error).message;
  if (!(error instanceof VerificationError)) return reason("bundle/malformed", `the bundle cannot be verified: ${why}`);
  const key = "certificate" in signer ? signer.certificate : trusted!.publicKey;
  switch (error.code) {
    case "TIMESTAMP_ERROR":
      return reason("timestamp/unverified", `no time of signing is proven by the trusted root: ${why}`);
    case "PUBLIC_KEY_ERROR":
      return reason("key/out-of-time", `the policy's key ${trusted!.name} was not good when it signed: ${why}`);
    case "CERTIFICATE_ERROR":
      return reason("certificate/unverified", `the trusted root does not vouch for the certificate: ${why}`);
    case "SIGNATURE_ERROR":
      return unfit(content, key);
    case "TLOG_BODY_ERROR":
      // The entry and what is signed differ: the signature tells which of the two was changed.
      return content.verifySignature(key)
        ? reason("log/unverified", `the log's entry is about something else: ${why}`)
        : unfit(content, key);
    default:
      return reason("log/unverified", `the transparency log's entry is not proven: ${why}`);
  }
}

function unfit(content: ReadBundle["content"], key: KeyObject): Reason {
  if (content instanceof SignedEnvelope)
    return reason("signature/unverified", "the signature does not fit the payload");
  if (content.canTell(key)) return reason("signature/unverified", "the signature does not fit the artifact");
  return reason(
    "artifact/other-algorithm",
    "the signature's key hashes with another algorithm than the digest that the artifact is known by; give the artifact itself",
  );
}
