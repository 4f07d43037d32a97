import type { Signer } from "@sigstore/verify";

/** What a Fulcio certificate says about the build that got it (https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md). */
export interface CertificateIdentity {
  /** subject alternative name: the workflow, with its ref */
  readonly san?: string;
  /** OIDC issuer that vouched for the build */
  readonly issuer?: string;
  readonly signerUri?: string;
  readonly signerDigest?: string;
  readonly runnerEnvironment?: string;
  readonly repository?: string;
  readonly commit?: string;
  readonly ref?: string;
  readonly repositoryId?: string;
  readonly owner?: string;
  readonly ownerId?: string;
  readonly configUri?: string;
  readonly configDigest?: string;
  readonly trigger?: string;
  readonly invocationUrl?: string;
  readonly visibility?: string;
}

const fulcio = "1.3.6.1.4.1.57264.1.";
const extensions: Readonly<Record<number, keyof CertificateIdentity>> = {
  8: "issuer",
  9: "signerUri",
  10: "signerDigest",
  11: "runnerEnvironment",
  12: "repository",
  13: "commit",
  14: "ref",
  15: "repositoryId",
  16: "owner",
  17: "ownerId",
  18: "configUri",
  19: "configDigest",
  20: "trigger",
  21: "invocationUrl",
  22: "visibility",
};

/** Reads the verified signer's certificate. */
export function certificateIdentity({ identity }: Signer): CertificateIdentity {
  const fields: Partial<Record<keyof CertificateIdentity, string>> = {
    san: identity?.subjectAlternativeName,
    issuer: identity?.extensions?.issuer,
  };
  for (const { oid, value } of identity?.oids ?? []) {
    const id = oid?.id.join(".") ?? "";
    const field = id.startsWith(fulcio) ? extensions[Number(id.slice(fulcio.length))] : undefined;
    if (field) fields[field] = utf8String(value) ?? fields[field];
  }
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text)) as CertificateIdentity;
}

/** A DER UTF8String; undefined for anything else. */
function utf8String(der: Uint8Array): string | undefined {
  const bytes = Buffer.from(der);
  if (bytes[0] !== 0x0c || bytes.length < 2) return undefined;
  const octets = bytes[1]! < 0x80 ? 0 : bytes[1]! & 0x7f;
  if (octets > 2 || bytes.length < 2 + octets) return undefined;
  const length = octets === 0 ? bytes[1]! : bytes.readUIntBE(2, octets);
  return bytes.length === 2 + octets + length ? bytes.subarray(2 + octets).toString("utf8") : undefined;
}
