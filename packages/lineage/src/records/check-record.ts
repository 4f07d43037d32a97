import { createHash } from "node:crypto";
import { cutText } from "../cut-text";
import { type StoredRow, storedContent, UnreadableContent } from "./content";
import { findings } from "./findings";
import { storedInstant } from "./instant";
import { signatureProblem } from "./jws";
import { keyFindings } from "./key-findings";
import type { KeyRegistry, RegisteredKey } from "./key-registry";
import type { RecordTimes } from "./times";
import type { Finding, RecordSubject } from "./verdict";

/** A stored row and what the store says about it. */
export interface StoredRecord {
  /** What tells stored rows apart, equal whenever the same row is read again: `_ItemId` in Log Analytics. */
  readonly id: string;
  /** When it was stored, UTC: `ingestion_time()` in Log Analytics. */
  readonly arrived: Date;
  /** With `SenderId` and `SenderStanding` where the store knows who sent the row. */
  readonly row: StoredRow;
  /** Characters of a row that is longer than any record; its columns are then cut. */
  readonly oversized?: number;
}

/** A record that its agent signed, and its place in a chain. Plain JSON. */
export interface PlacedRecord {
  readonly subject: RecordSubject;
  /** the agent whose key signed */
  readonly agentId: string;
  readonly chainId: string;
  readonly sequence: number;
  readonly sha256: string;
  /** tells signatures apart: the beginning of the signature's SHA-256, base64url */
  readonly mark: string;
  /** `PrevEventSha256` */
  readonly prev?: string;
  /** what is wrong with the key at that time: the record has its place all the same */
  readonly key?: Finding;
  /** what is wrong with the key when the record arrived */
  readonly keyAtArrival?: Finding;
  /** what is wrong with the time, when nothing else is */
  readonly time?: Finding;
  /** what the record says about its chain */
  readonly telling?: ChainTelling;
  /** the sender may not speak for the agent */
  readonly disputed?: true;
}

/** What a record of the writer's own says about the chain it stands in. */
export interface ChainTelling {
  readonly type: "started" | "resumed" | "closed";
  /** the chain before, which this one goes on with */
  readonly previous?: string;
  /** tells instances of the agent apart: the beginning of the SHA-256 of `SrcAgentInstanceId`, base64url */
  readonly instance?: string;
}

/** What one row says by itself: a final finding, or a place to judge among others. */
export type Checked =
  | { readonly subject: RecordSubject; readonly finding: Finding }
  | { readonly placed: PlacedRecord };

/** Bytes, as JSON, of a text that is taken over from a record. */
const longestText = 1024;
/** Characters of `<SrcAgentId>/<UUID>`, with room. */
const longestChainId = 128;

/**
 * Checks everything that one row says by itself: signature, key and content. No row makes it throw: what cannot be read
 * is a bad signature.
 */
export function checkRecord(record: StoredRecord, registry: KeyRegistry, times: RecordTimes): Checked {
  try {
    return checked(record, registry, times);
  } catch (error) {
    const { id, arrived } = record;
    const finding = findings.badSignature(`the record cannot be read: ${(error as Error).message}`);
    return { subject: { rowId: id, arrived: arrived.getTime() }, finding };
  }
}

function checked({ id, arrived, row, oversized }: StoredRecord, registry: KeyRegistry, times: RecordTimes): Checked {
  const claimed = subjectOf(id, arrived, row);
  const ends = (finding: Finding, subject = claimed): Checked => ({ subject, finding });
  if (oversized !== undefined)
    return ends(findings.badSignature(`the row has ${oversized} characters; a record has at most 65,536 bytes`));
  const jws = text(row.Signature);
  if (jws === undefined) return ends(findings.unsigned);
  const { keyId = "", claimedAgentId = "", chainId, chainSequence, eventTime } = claimed;
  const key = registry.get(keyId);
  if (!key) return ends(findings.unknownKey(keyId));
  if (key.agentId !== claimedAgentId) return ends(findings.keyOfAnother(keyId, key.agentId, claimedAgentId));
  const problem = contentProblem(row, jws, keyId, key);
  if (problem !== undefined) return ends(findings.badSignature(problem));

  const subject = { ...claimed, agentId: key.agentId };
  const refused = (why: string) => ends(findings.badSignature(why), subject);
  if (eventTime === undefined) return refused("a signed record has an EventEndTime");
  if (chainId === undefined || chainSequence === undefined || chainSequence < 1)
    return refused("a signed record has a ChainId and a ChainSequence of 1 or more");
  if (chainId.length > longestChainId) return refused(`a ChainId has at most ${longestChainId} characters`);
  const prev = text(row.PrevEventSha256);
  if (prev !== undefined && !/^[0-9a-f]{64}$/.test(prev)) return refused("PrevEventSha256 is no SHA-256");
  const inTime = keyFindings(eventTime, arrived.getTime(), key, times);
  if (!chainId.startsWith(`${key.agentId}/`))
    return ends(inTime.key ?? inTime.keyAtArrival ?? findings.otherAgentsChain(chainId), subject);
  const time = timeFinding(eventTime, arrived, times);
  const telling = tellingOf(row, key.agentId);
  return {
    placed: {
      subject,
      agentId: key.agentId,
      chainId,
      sequence: chainSequence,
      sha256: row.ContentSha256 as string,
      mark: short(jws),
      ...(prev === undefined ? {} : { prev }),
      ...inTime,
      ...(time ? { time } : {}),
      ...(telling ? { telling } : {}),
      ...(row.SenderStanding === "NotNamed" ? { disputed: true } : {}),
    },
  };
}

function subjectOf(rowId: string, arrived: Date, row: StoredRow): RecordSubject {
  const sequence = row.ChainSequence;
  const claimedAgentId = text(row.SrcAgentId)?.toLowerCase();
  const fields = {
    eventUid: text(row.EventUid),
    agentId: row.SenderStanding === "Self" ? claimedAgentId : undefined,
    claimedAgentId,
    senderId: text(row.SenderId)?.toLowerCase(),
    chainId: text(row.ChainId),
    chainSequence: Number.isSafeInteger(sequence) ? (sequence as number) : undefined,
    keyId: text(row.SignatureKeyId),
    alg: text(row.SignatureAlg),
    eventTime: storedInstant(row.EventEndTime),
  };
  const present = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return [[name, typeof value === "string" ? cutText(value, longestText) : value]];
  });
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

function timeFinding(eventTime: string, arrived: Date, { skew, late }: RecordTimes): Finding | undefined {
  const ahead = Date.parse(eventTime) - arrived.getTime();
  if (ahead > skew) return findings.clockSkew(eventTime, arrived.toISOString());
  return -ahead > late ? findings.receivedLate(eventTime, arrived.toISOString()) : undefined;
}

function tellingOf(row: StoredRow, agentId: string): ChainTelling | undefined {
  const [, type] = /^telemetry\.(started|resumed|closed)$/.exec(text(row.EventOriginalType) ?? "") ?? [];
  if (type === undefined) return undefined;
  const fields = row.AdditionalFields;
  const parsed = (typeof fields === "string" && fields !== "" ? JSON.parse(fields) : fields) as {
    PreviousChainId?: unknown;
  } | null;
  const previous = text(parsed?.PreviousChainId);
  const instance = text(row.SrcAgentInstanceId);
  return {
    type: type as ChainTelling["type"],
    ...(previous?.startsWith(`${agentId}/`) && previous.length <= longestChainId ? { previous } : {}),
    ...(instance === undefined ? {} : { instance: short(instance) }),
  };
}

function short(value: string): string {
  return createHash("sha256").update(value).digest("base64url").slice(0, 16);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
