import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from "@sigstore/mock";
import { readTrustedRoots, type SigstoreRoot } from "../../src";

const rekor = "https://rekor.contoso.test";
export const sha256 = (bytes: string | Buffer): Buffer => createHash("sha256").update(bytes).digest();
const pair = (namedCurve: string) => generateKeyPairSync("ec", { namedCurve });

/** Claims of the identity token that the certificate repeats. */
export interface Identity {
  readonly san: string;
  /** by the last number of Fulcio's extension */
  readonly extensions: Readonly<Record<number, string>>;
}

export const repository = "https://github.com/contoso/finance-agent";
export const commit = "c7e20b94f5a1836d0e9b2c4f7a8d1350e6b9c2f4";
const workflow = `${repository}/.github/workflows/release.yml@refs/heads/main`;
export const run = `${repository}/actions/runs/42/attempts/1`;

export const identity: Identity = {
  san: workflow,
  extensions: {
    8: "https://token.actions.githubusercontent.com",
    9: workflow,
    11: "github-hosted",
    12: repository,
    13: commit,
    14: "refs/heads/main",
    15: "4711",
    18: workflow,
    20: "push",
    21: run,
  },
};

export const artifact = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const digest = { sha256: artifact.slice(7) };
const subject = [{ name: "registry.contoso.test/finance-agent", digest }];

/** A statement of SLSA provenance v1, as GitHub's attestations write it. */
export const v1 = {
  _type: "https://in-toto.io/Statement/v1",
  subject,
  predicateType: "https://slsa.dev/provenance/v1",
  predicate: {
    buildDefinition: {
      buildType: "https://actions.github.io/buildtypes/workflow/v1",
      externalParameters: { workflow: { ref: "refs/heads/main", repository, path: ".github/workflows/release.yml" } },
      internalParameters: { github: { event_name: "push", repository_id: "4711" } },
      resolvedDependencies: [{ uri: `git+${repository}@refs/heads/main`, digest: { gitCommit: commit } }],
    },
    runDetails: { builder: { id: workflow }, metadata: { invocationId: run } },
  },
};

/** A statement of SLSA provenance v0.2, as npm wrote it. */
export const v02 = {
  _type: "https://in-toto.io/Statement/v0.1",
  subject,
  predicateType: "https://slsa.dev/provenance/v0.2",
  predicate: {
    buildType: "https://github.com/npm/cli/gha/v2",
    builder: { id: "https://github.com/actions/runner/github-hosted" },
    invocation: {
      configSource: {
        uri: `git+${repository}@refs/heads/main`,
        digest: { sha1: commit },
        entryPoint: ".github/workflows/release.yml",
      },
      environment: { GITHUB_EVENT_NAME: "push", GITHUB_REPOSITORY_ID: "4711" },
    },
    metadata: { buildInvocationId: run },
  },
};

interface SignOptions {
  readonly identity?: Identity;
  readonly mediaType?: string;
  readonly payloadType?: string;
  /** where the time of signing comes from; the log unless given */
  readonly proof?: "log" | "timestamp";
}

/** A bundle as JSON, to be changed by tests. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into any part of it
export type BundleJson = any;

/** An offline Sigstore instance: signs what it is told to, and has a trusted root. */
export async function sigstoreInstance() {
  const [log, ct] = [pair("P-256"), pair("P-256")];
  // Timestamps are read in whole seconds; the authorities' own certificates begin now.
  const clock = new Date((Math.ceil(Date.now() / 1000) + 1) * 1000);
  const ctLog = await initializeCTLog(ct, clock);
  const ca = await initializeCA(pair("P-384"), ctLog, clock);
  const tlog = await initializeTLog(rekor, log, clock);
  const tsa = await initializeTSA(pair("P-384"), clock);
  const validFor = { start: "2020-01-01T00:00:00Z" };
  const key = (rawBytes: Buffer) => ({ rawBytes: b64(rawBytes), keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor });
  const logOf = (baseUrl: string, rawBytes: Buffer) => ({
    baseUrl,
    hashAlgorithm: "SHA2_256",
    publicKey: key(rawBytes),
    logId: { keyId: b64(sha256(rawBytes)) },
  });
  const authority = (uri: string, ...chain: ArrayBufferView<ArrayBuffer>[]) => ({
    subject: { organization: "contoso", commonName: "contoso" },
    uri,
    certChain: { certificates: chain.map((der) => ({ rawBytes: b64(der) })) },
    validFor,
  });
  const root = {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    certificateAuthorities: [authority("https://fulcio.contoso.test", ca.rootCertificate)],
    ctlogs: [logOf("https://ctfe.contoso.test", ctLog.publicKey)],
    tlogs: [logOf(rekor, tlog.publicKey)],
    timestampAuthorities: [],
  };
  const privateRoot = {
    ...root,
    tlogs: [],
    timestampAuthorities: [authority("https://tsa.contoso.test", tsa.intCertificate, tsa.rootCertificate)],
  };

  const issue = (publicKey: KeyObject, who: Identity) =>
    ca.issueCertificate({
      publicKey: publicKey.export({ format: "der", type: "spki" }) as unknown as ArrayBufferView<ArrayBuffer>,
      subjectAltName: who.san,
      extensions: Object.entries(who.extensions).map(([id, value]) => ({ oid: `1.3.6.1.4.1.57264.1.${id}`, value })),
    });

  async function signed(statement: unknown, options: SignOptions = {}): Promise<BundleJson> {
    const { mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json", proof = "log" } = options;
    const { payloadType = "application/vnd.in-toto+json", identity: who = identity } = options;
    const signer = pair("P-256");
    const certificate = await issue(signer.publicKey, who);
    const payload = Buffer.from(typeof statement === "string" ? statement : JSON.stringify(statement));
    const signature = sign(
      "sha256",
      Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} ${payload}`),
      signer.privateKey,
    );
    const rawBytes = b64(certificate);
    const old = mediaType.includes("version=0.1") || mediaType.includes("version=0.2");
    return {
      mediaType,
      verificationMaterial: {
        ...(old ? { x509CertificateChain: { certificates: [{ rawBytes }] } } : { certificate: { rawBytes } }),
        tlogEntries: proof === "log" ? [await logged(payload, signature)] : [],
        timestampVerificationData:
          proof === "timestamp" ? { rfc3161Timestamps: [{ signedTimestamp: b64(await stamped(signature)) }] } : {},
      },
      dsseEnvelope: { payload: b64(payload), payloadType, signatures: [{ sig: b64(signature), keyid: "" }] },
    };
  }

  async function logged(payload: Buffer, signature: Buffer) {
    const kindVersion = { kind: "dsse", version: "0.0.1" };
    const payloadHash = { algorithm: "sha256", value: sha256(payload).toString("hex") };
    const signatures = [{ signature: b64(signature), verifier: "" }];
    return inLog(kindVersion, { payloadHash, signatures });
  }

  /** An entry of the log, as bundles have it. */
  async function inLog(kindVersion: { kind: string; version: string }, spec: object) {
    const body = { kind: kindVersion.kind, apiVersion: kindVersion.version, spec };
    const [entry] = Object.values(await tlog.log(body as never)) as BundleJson[];
    const { inclusionProof, signedEntryTimestamp } = entry.verification;
    return {
      logIndex: String(entry.logIndex),
      logId: { keyId: b64(Buffer.from(entry.logID, "hex")) },
      kindVersion,
      integratedTime: String(entry.integratedTime),
      inclusionPromise: { signedEntryTimestamp },
      inclusionProof: {
        logIndex: "0",
        rootHash: b64(Buffer.from(inclusionProof.rootHash, "hex")),
        treeSize: "1",
        hashes: [],
        checkpoint: { envelope: inclusionProof.checkpoint },
      },
      canonicalizedBody: entry.body,
    };
  }

  const stamped = (signature: Buffer) =>
    tsa.timestamp({
      artifactHash: sha256(signature),
      hashAlgorithmOID: "2.16.840.1.101.3.4.2.1",
      nonce: 1,
      policyOID: "1.3.6.1.4.1.57264.2",
    });

  const read = (value: object): SigstoreRoot[] => readTrustedRoots(JSON.stringify(value));
  return { signed, root, privateRoot, roots: read(root), privateRoots: read(privateRoot), issue, stamped, inLog };
}

export function b64(bytes: ArrayBufferView<ArrayBufferLike>): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** Base64 with one bit changed, in the middle. */
export function flipped(base64: string, at?: number): string {
  const bytes = Buffer.from(base64, "base64");
  bytes[at ?? bytes.length >> 1]! ^= 1;
  return bytes.toString("base64");
}
