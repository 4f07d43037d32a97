import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type BundleJson, b64, type Identity, identity, sigstoreInstance } from "./sigstore";
import { tiledLog } from "./tiled-log";

/** What is signed, by whom, and what vouches for it. */
export interface Making {
  /** a statement, or the artifact's bytes */
  readonly content: object | Buffer;
  /** an identity with a certificate, or a key without one; a build of the finance agent unless given */
  readonly by?: Identity | { readonly privateKey: KeyObject; readonly publicKey: KeyObject };
  /** Rekor version 2 unless given */
  readonly log?: "tiled" | "promise" | "none";
  /** how a statement is logged by version 2: its envelope's kind, or what is signed */
  readonly kind?: "dsse" | "hashedrekord";
  /** by the timestamp authority; unless the log promises a time */
  readonly stamp?: boolean;
  readonly mediaType?: string;
  /** hash of the signature; undefined for Ed25519 */
  readonly hash?: string | null;
  /** lines of others on the checkpoint */
  readonly witnesses?: readonly string[];
}

/** A Sigstore instance as clients of today meet it: both kinds of log, and a timestamp authority. */
export async function modernInstance() {
  const sigstore = await sigstoreInstance();
  const log = tiledLog("log2025-1.rekor.contoso.test");
  const root = {
    ...sigstore.root,
    tlogs: [...sigstore.root.tlogs, log.instance()],
    timestampAuthorities: sigstore.privateRoot.timestampAuthorities,
  };

  async function make(making: Making): Promise<BundleJson> {
    const { content, by = identity, log: kindOfLog = "tiled", stamp = kindOfLog !== "promise" } = making;
    const { mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json", hash = "sha256" } = making;
    const keyed = "privateKey" in by;
    const { privateKey, publicKey } = keyed ? by : generateKeyPairSync("ec", { namedCurve: "P-256" });
    const certificate = keyed ? undefined : await sigstore.issue(publicKey, by);
    const isBlob = Buffer.isBuffer(content);
    const payloadType = "application/vnd.in-toto+json";
    const payload = isBlob ? content : Buffer.from(JSON.stringify(content));
    const bytes = isBlob
      ? content
      : Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload]);
    const signature = sign(hash ?? undefined, bytes, privateKey);
    const spki = publicKey.export({ type: "spki", format: "der" });
    const algorithm = hash ?? "sha256";
    const digestOf = (data: Buffer) => createHash(algorithm).update(data).digest();
    const logged = { signature, spki, certificate, digestOf, bytes, payload, algorithm };
    return {
      mediaType,
      verificationMaterial: {
        ...materialOf(certificate, spki, mediaType),
        tlogEntries: kindOfLog === "none" ? [] : [await entryOf(making, logged)],
        timestampVerificationData: stamp
          ? { rfc3161Timestamps: [{ signedTimestamp: b64(await sigstore.stamped(signature)) }] }
          : {},
      },
      ...(isBlob
        ? {
            messageSignature: {
              messageDigest: { algorithm: algorithm.replace("sha", "SHA2_"), digest: b64(digestOf(bytes)) },
              signature: b64(signature),
            },
          }
        : { dsseEnvelope: { payload: b64(payload), payloadType, signatures: [{ sig: b64(signature), keyid: "" }] } }),
    };
  }

  async function entryOf(making: Making, of: Logged): Promise<BundleJson> {
    const isBlob = Buffer.isBuffer(making.content);
    if (making.log === "promise") {
      const publicKey = { content: b64(Buffer.from(pem(of.spki))) };
      return sigstore.inLog(
        { kind: "hashedrekord", version: "0.0.1" },
        {
          data: { hash: { algorithm: of.algorithm, value: of.digestOf(of.bytes).toString("hex") } },
          signature: { content: b64(of.signature), publicKey },
        },
      );
    }
    const verifier = {
      keyDetails: "PKIX_ECDSA_P256_SHA_256",
      ...(of.certificate
        ? { x509Certificate: { rawBytes: b64(of.certificate) } }
        : { publicKey: { rawBytes: b64(of.spki) } }),
    };
    const signature = { content: b64(of.signature), verifier };
    const hashed = (data: Buffer) => ({
      algorithm: of.algorithm.replace("sha", "SHA2_"),
      digest: b64(of.digestOf(data)),
    });
    return isBlob || making.kind === "hashedrekord"
      ? log.entry("hashedrekord", { hashedRekordV002: { data: hashed(of.bytes), signature } }, making.witnesses)
      : log.entry("dsse", { dsseV002: { payloadHash: hashed(of.payload), signatures: [signature] } }, making.witnesses);
  }
  return { ...sigstore, root, log, make };
}

interface Logged {
  readonly signature: Buffer;
  readonly spki: Buffer;
  readonly certificate: ArrayBufferView<ArrayBuffer> | undefined;
  readonly digestOf: (data: Buffer) => Buffer;
  readonly bytes: Buffer;
  readonly payload: Buffer;
  readonly algorithm: string;
}

function materialOf(certificate: ArrayBufferView<ArrayBuffer> | undefined, spki: Buffer, mediaType: string) {
  if (!certificate) return { publicKey: { hint: createHash("sha256").update(spki).digest("base64") } };
  const rawBytes = b64(certificate);
  const old = mediaType.includes("version=0.1") || mediaType.includes("version=0.2");
  return old ? { x509CertificateChain: { certificates: [{ rawBytes }] } } : { certificate: { rawBytes } };
}

function pem(spki: Buffer): string {
  return `-----BEGIN PUBLIC KEY-----\n${spki.toString("base64")}\n-----END PUBLIC KEY-----\n`;
}
