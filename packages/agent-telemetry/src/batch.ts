import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Place } from "./place";
import type { Note } from "./queue";
import { seal } from "./signing/seal";

const pack = promisify(gzip);
/** https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits#logs-ingestion-api */
export const maximumBody = 1024 * 1024;

/** Signed records, ready to be written. */
export interface SealedBatch {
  readonly packed: Buffer;
  /** how many of the records it holds, from the first */
  readonly count: number;
  /** puts it on the disk; only then is it part of the chain */
  commit(): Promise<void>;
}

/** Signs as many records as make a batch. */
export async function sealBatch(place: Place, notes: readonly Note[]): Promise<SealedBatch> {
  const { spool, head: before, key } = place;
  const records = notes.map(({ record }) => record);
  const { body, count, head } = await seal(records, before, key, maximumBody);
  const packed = await pack(body);
  const commit = async () => {
    await spool.commit(packed, { chainId: head.chainId, from: before.sequence + 1, to: head.sequence });
    place.head = head;
    for (const { written } of notes.slice(0, count)) written?.();
  };
  return { packed, count, commit };
}
