import type { Note } from "./queue";
import type { OwnRecords, Resumption } from "./record/own-records";
import { type ChainHead, newChain } from "./signing/chain";
import type { SigningKey } from "./signing/key";
import type { Spool } from "./spool/spool";

/** Where signed records go, and what they follow on. */
export interface Place {
  readonly spool: Spool;
  readonly key: SigningKey;
  head: ChainHead;
}

/** How a writer begins in a spool. */
export interface Beginning {
  readonly head: ChainHead;
  /** what it has to say first */
  readonly notes: readonly Note[];
}

/**
 * Goes on with the chain of the writer before where its last record is known and nobody else can go on after it, or else
 * begins a new one; and says what may be missing.
 * @param hasOthers whether other writers have or had chains in the same folder
 */
export function beginning(spool: Spool, own: OwnRecords, agentId: string, uuid: string, hasOthers: boolean): Beginning {
  const { last, isUsed, chainId } = spool.found;
  const isOwn = (id: string | undefined) => id?.startsWith(`${agentId}/`) ?? false;
  if (last && isOwn(last.head.chainId)) {
    const admitted = !spool.wasBrokenOff ? [] : [{ record: own.resumed(brokenOff(last.time)) }];
    return { head: last.head, notes: [...admitted, ...spool.owed(), ...spool.kept()] };
  }
  const previousChainId = isOwn(chainId) ? chainId : undefined;
  const first = spool.wasBrokenOff
    ? own.resumed({ ...leftNothing, previousChainId })
    : isUsed
      ? own.resumed({ ...elsewhere, previousChainId })
      : hasOthers
        ? own.resumed(beside)
        : own.started();
  return { head: newChain(agentId, uuid), notes: [{ record: first }, ...spool.owed(), ...spool.kept()] };
}

const brokenOff = (time: string): Resumption => ({
  details: `the writer before ended uncleanly; operations that ended after its last record of ${time} may be missing`,
  lost: "unknown",
});
const leftNothing: Resumption = {
  details: "the writer before ended uncleanly and left no record to go on from; its last records may be missing",
  lost: "unknown",
};
const elsewhere: Resumption = {
  details:
    "the machine was started again, or the folder came from another one; a new chain begins, so that no copy of the folder goes on with the same",
};
const beside: Resumption = { details: "another writer has a chain of its own in this folder" };

/** What a writer says that has lost its spool while it ran. */
export function displaced(previousChainId: string, lost: number | "unknown" | undefined): Resumption {
  return lost === undefined
    ? { details: "the spool was taken by another writer, which sends what was in it", previousChainId }
    : { details: "the spool was taken away with what was in it", previousChainId, lost };
}
