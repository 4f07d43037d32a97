import { createHash } from "node:crypto";
import { type StoredRow, storedContent, UnreadableContent } from "./content";
import { findings } from "./findings";
import { storedInstant } from "./instant";
import { signatureProblem } from "./jws";
import type { KeyRegistry, RegisteredKey } from "./key-registry";
import type { Finding, RecordSubject } from "./verdict";

/** A stored row and what the store says about it. */
export interface StoredRecord {
  /** What tells stored rows apart, equal whenever the same row is read again: `_ItemId` in Log Analytics. */
  readonly id: string;
  /** When it was stored, UTC: `ingestion_time()` in Log Analytics. */
  readonly arrived: Date;
  readonly row: StoredRow;
}

/** A record that its agent signed, and its place in a chain. Plain JSON. */
export interface PlacedRecord {
  readonly subject: RecordSubject;
  readonly chainId: string;
  readonly sequence: number;
  readonly sha256: string;
  /** `PrevEventSha256` */
  readonly prev?: string;
  /** what is wrong with the key at that time: the record has its place all the same */
  readonly key?: Finding;
  /** what is wrong with the time, when nothing else is */
  readonly time?: Finding;
}

/** What one row says by itself: a final finding, or a place to judge among others. */
export type Checked =
  | { readonly subject: RecordSubject; readonly finding: Finding }
  | { readonly placed: PlacedRecord };

/**
 * Checks everything that one row says by itself: signature, key and content.
 * @param skew milliseconds that `EventEndTime` may lie ahead of the arrival
 */
export function checkRecord({ id, arrived, row }: StoredRecord, registry: KeyRegistry, skew: number): Checked {
  const subject = subjectOf(id, arrived, row);
  const ends = (finding: Finding): Checked => ({ subject, finding });
  const jws = text(row.Signature);
  if (jws === undefined) return ends(findings.unsigned);
  const { keyId = "", agentId = "", chainId, chainSequence, eventTime } = subject;
  const key = registry.get(keyId);
  if (!key) return ends(findings.unknownKey(keyId));
  if (key.agentId !== agentId) return ends(findings.keyOfAnother(keyId, key.agentId, agentId));
  const problem = contentProblem(row, jws, keyId, key);
  if (problem !== undefined) return ends(findings.badSignature(problem));
  if (eventTime === undefined) return ends(findings.badSignature("a signed record has an EventEndTime"));
  if (chainId === undefined || chainSequence === undefined || chainSequence < 1)
    return ends(findings.badSignature("a signed record has a ChainId and a ChainSequence of 1 or more"));
  const keyFinding = keyProblem(eventTime, key);
  if (!chainId.startsWith(`${agentId}/`)) return ends(keyFinding ?? findings.otherAgentsChain(chainId));
  const ahead = Date.parse(eventTime) - arrived.getTime() > skew;
  const prev = text(row.PrevEventSha256);
  return {
    placed: {
      subject,
      chainId,
      sequence: chainSequence,
      sha256: row.ContentSha256 as string,
      ...(prev === undefined ? {} : { prev }),
      ...(keyFinding ? { key: keyFinding } : {}),
      ...(ahead ? { time: findings.clockSkew(eventTime, arrived.toISOString()) } : {}),
    },
  };
}

function subjectOf(rowId: string, arrived: Date, row: StoredRow): RecordSubject {
  const sequence = row.ChainSequence;
  const fields = {
    eventUid: text(row.EventUid),
    agentId: text(row.SrcAgentId)?.toLowerCase(),
    chainId: text(row.ChainId),
    chainSequence: Number.isSafeInteger(sequence) ? (sequence as number) : undefined,
    keyId: text(row.SignatureKeyId),
    alg: text(row.SignatureAlg),
    eventTime: storedInstant(row.EventEndTime),
  };
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return { rowId, arrived: arrived.getTime(), ...(Object.fromEntries(present) as typeof fields) };
}

/** Why hash or signature do not fit the content; undefined when both do. */
function contentProblem(row: StoredRow, jws: string, keyId: string, key: RegisteredKey): string | undefined {
  let content: string;
  try {
    content = storedContent(row);
  } catch (error) {
    if (error instanceof UnreadableContent) return error.message;
    throw error;
  }
  if (row.SignatureAlg !== key.alg) return `SignatureAlg is "${row.SignatureAlg}", the key is for ${key.alg}`;
  if (createHash("sha256").update(content).digest("hex") !== row.ContentSha256)
    return "ContentSha256 does not match the content";
  return signatureProblem(jws, content, keyId, key);
}

function keyProblem(eventTime: string, { validFrom, validTo, revokedAt }: RegisteredKey): Finding | undefined {
  const at = Date.parse(eventTime);
  if (revokedAt !== undefined && at >= revokedAt) return findings.keyRevoked(eventTime, iso(revokedAt));
  return at < validFrom || at >= validTo ? findings.keyExpired(eventTime, iso(validFrom), iso(validTo)) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
