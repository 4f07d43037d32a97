import { createHash } from "node:crypto";
import type { Row } from "../row";

/** Columns that describe the signature of the content, and so are no part of it. */
const notSigned = new Set(["ContentSha256", "Signature", "CanonicalContent"]);

/**
 * The RFC 8785 form of a record: its own fields, sorted by name, without white space, nulls and what is not signed.
 * Values are texts, whole numbers and booleans only, which JSON.stringify writes as RFC 8785 wants them.
 */
function canonicalContent(record: Row): string {
  const names = Object.keys(record).filter((name) => !notSigned.has(name) && record[name] != null);
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(record[name])}`)
    .join(",")}}`;
}

/** Puts records into their agents' hash chains, in the order in which they come. */
export class Seal {
  private readonly chains = new Map<string, { sequence: number; previous: string }>();

  /** The record with its place in the chain, hash and signature. Records without a chain are left as they are. */
  seal(record: Row): Row {
    const chainId = record.ChainId as string | undefined;
    if (!chainId) return record;
    const chain = this.chains.get(chainId) ?? { sequence: 0, previous: "" };
    const linked: Row = { ...record, PrevEventSha256: chain.previous, ChainSequence: chain.sequence + 1 };
    const content = canonicalContent(linked);
    const hash = createHash("sha256").update(content).digest("hex");
    this.chains.set(chainId, { sequence: chain.sequence + 1, previous: hash });
    return { ...linked, ContentSha256: hash, CanonicalContent: content, Signature: signature(hash, record) };
  }
}

/** Stands for a detached JWS: what it says is not checked here, verdicts come in Custom-AgentSignature. */
function signature(hash: string, record: Row): string {
  const header = Buffer.from(
    JSON.stringify({ alg: record.SignatureAlg, b64: false, crit: ["b64"], kid: record.SignatureKeyId }),
  ).toString("base64url");
  const value = createHash("sha512").update(`${record.SignatureKeyId}.${hash}`).digest("base64url");
  return `${header}..${value}`;
}
