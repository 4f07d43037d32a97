import type { AgentRecord } from "../record/agent-record";
import { type Content, contentOf } from "./content";
import type { SigningKey } from "./key";

/** The last record of a chain; sequence 0 before the first. */
export interface ChainHead {
  readonly chainId: string;
  readonly sequence: number;
  /** `ContentSha256` of that record */
  readonly sha256?: string;
}

/** A record in its place, ready to be signed. */
export interface Link {
  readonly content: Content;
  readonly head: ChainHead;
}

/** The beginning of a new chain. */
export function newChain(agentId: string, uuid: string): ChainHead {
  return { chainId: `${agentId}/${uuid}`, sequence: 0 };
}

/** Puts a record after the head of a chain. */
export function linked(record: AgentRecord, head: ChainHead, { alg, kid }: SigningKey): Link {
  const content = contentOf({
    ...record,
    SignatureAlg: alg,
    SignatureKeyId: kid,
    ChainId: head.chainId,
    ChainSequence: head.sequence + 1,
    ...(head.sha256 === undefined ? {} : { PrevEventSha256: head.sha256 }),
  });
  return { content, head: { chainId: head.chainId, sequence: head.sequence + 1, sha256: content.sha256 } };
}
