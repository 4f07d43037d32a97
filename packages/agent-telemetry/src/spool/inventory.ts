import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { AgentRecord } from "../record/agent-record";
import type { Damage } from "../record/own-records";
import { Kept } from "./kept";
import { type LastRecord, lastRecordOf, recordsIn } from "./last-record";
import { type Account, type Batch, Ledger } from "./ledger";
import { machine } from "./machine";
import { batchName, lastSent, nameOf } from "./names";

/** A batch that waits. */
export interface Waiting {
  /** of its file */
  readonly bytes: number;
  /** undefined where no ledger tells */
  readonly batch?: Batch;
}

/** What a writer finds in a folder that it takes. */
export interface Inventory {
  /** whether a writer was here before */
  readonly isUsed: boolean;
  readonly waiting: Map<number, Waiting>;
  /** the newest batch that was ever written, as far as anything tells; 0 for none */
  readonly newest: number;
  readonly newestBatch?: Batch;
  /** the record to go on after; undefined when there is none, or another copy of this folder may go on after it */
  readonly last?: LastRecord;
  /** the chain of the writer before, as far as anything tells */
  readonly chainId?: string;
  /** whether the writer before closed its chain */
  readonly wasClosed: boolean;
  /** batches whose files are gone, or the newest that cannot be read */
  readonly damages: readonly Damage[];
  readonly owed: ReadonlyMap<number, AgentRecord>;
  /** records that were taken over and have no place in the chain yet, by number */
  readonly kept: ReadonlyMap<number, AgentRecord>;
}

/** Looks at what files and ledger of a folder tell. */
export async function inventoryOf(folder: string): Promise<Inventory> {
  const names = await readdir(folder);
  const account = await Ledger.read(folder);
  const waiting = await waitingIn(folder, names, account);
  const sent = await lastRecordOf(join(folder, lastSent));
  const newest = Math.max(0, ...waiting.keys(), ...(account?.batches.keys() ?? []));
  const newestBatch = account?.batches.get(newest);
  const last = waiting.has(newest)
    ? await lastRecordOf(join(folder, nameOf(newest)))
    : sentLast(sent, newestBatch, account);
  const damages = missing(waiting, newest, account, sent);
  if (waiting.delete(last ? 0 : newest)) damages.push(damageOf(newest, newestBatch));
  const isOurs = account?.owner?.machine === machine;
  return {
    isUsed: names.some((name) => batchName.test(name) || name === lastSent) || account !== undefined,
    waiting,
    newest,
    newestBatch,
    last: isOurs ? last : undefined,
    chainId: last?.head.chainId ?? latestOf(account)?.chainId ?? sent?.head.chainId,
    wasClosed: last?.closes ?? false,
    damages,
    owed: account?.owed ?? new Map(),
    kept: await keptIn(folder, waiting.has(newest) ? nameOf(newest) : lastSent),
  };
}

/** Of a batch, the process may have ended before it could say that what it kept has its place. */
async function keptIn(folder: string, newest: string): Promise<ReadonlyMap<number, AgentRecord>> {
  const kept = await Kept.read(folder);
  if (kept.size === 0) return kept;
  const signed = new Set<unknown>((await recordsIn(join(folder, newest)))?.map(({ EventUid }) => EventUid));
  return new Map([...kept].filter(([, { EventUid }]) => EventUid === undefined || !signed.has(EventUid)));
}

/** Damage to a batch, as far as the ledger knew it. */
export function damageOf(number: number, batch: Batch | undefined): Damage {
  if (!batch) return { batch: number };
  const { chainId, from, to } = batch;
  return { batch: number, count: to - from + 1, chainId, from, to };
}

function latestOf(account: Account | undefined): Batch | undefined {
  return account?.batches.get(Math.max(...account.batches.keys()));
}

async function waitingIn(folder: string, names: readonly string[], account: Account | undefined) {
  const waiting = new Map<number, Waiting>();
  for (const name of [...names].sort()) {
    const number = Number(batchName.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number)) continue;
    const { size } = await stat(join(folder, name));
    waiting.set(number, { bytes: size, batch: account?.batches.get(number) });
  }
  return waiting;
}

/** The last batch that was sent ends the chain when no later one was written. */
function sentLast(sent: LastRecord | undefined, newest: Batch | undefined, account: Account | undefined) {
  if (!sent || !account) return sent;
  if (!newest) return account.batches.size === 0 ? sent : undefined;
  return sent.head.chainId === newest.chainId && sent.head.sequence >= newest.to ? sent : undefined;
}

/** Batches that were written and neither wait nor are done. */
function missing(
  waiting: ReadonlyMap<number, Waiting>,
  newest: number,
  account: Account | undefined,
  sent: LastRecord | undefined,
): Damage[] {
  if (!account) return gaps([...waiting.keys()], newest);
  return [...account.batches.values()]
    .filter(({ number, chainId, to }) => {
      const isSent = sent?.head.chainId === chainId && sent.head.sequence >= to;
      return !waiting.has(number) && !account.done.has(number) && !isSent;
    })
    .map((batch) => damageOf(batch.number, batch));
}

/** Without a ledger, the numbers of the files show what is missing between them. */
function gaps(numbers: readonly number[], newest: number): Damage[] {
  const damages: Damage[] = [];
  for (let number = numbers[0] ?? newest; number < newest; number++)
    if (!numbers.includes(number)) damages.push({ batch: number });
  return damages;
}
