import { Chain, type ChainTimes } from "./chain";
import { checkRecord, type PlacedRecord, type StoredRecord } from "./check-record";
import type { KeyRegistry } from "./key-registry";
import type { ChainState, RecordsState } from "./state";
import type { RecordVerdict } from "./verdict";

const minute = 60_000;

/** How records are verified. */
export interface VerifyRecordsOptions {
  readonly registry: KeyRegistry;
  /**
   * All rows that arrived before this instant have been given, in this call or an earlier one. Usually the present; a
   * verifier that catches up gives the end of what it has read, so that unread rows are not taken for missing ones.
   */
  readonly now: Date;
  /** Minutes that a record waits for the one before it. 30 unless given. */
  readonly lateMinutes?: number;
  /** Minutes that an event's end may lie ahead of its arrival. 5 unless given. */
  readonly skewMinutes?: number;
  /** Minutes, after the newest arrival, that rows and places are remembered. 120 unless given. */
  readonly rememberMinutes?: number;
}

/**
 * Verifies stored records. A pure function: the same arguments give the same result, and nothing given is changed.
 *
 * Each row gets exactly one verdict. A record whose predecessor has none yet waits in the state until that one is there,
 * or the time for late ones is over. A row that is given again, by its id, gets no second verdict as long as it is
 * remembered: read rows again no further back than `rememberMinutes`.
 *
 * In whatever order the rows of a chain arrive within the time for late ones, the verdicts are the same; only which of two
 * rivals for one place is the `ChainFork` depends on the first that came.
 */
export function verifyRecords(
  state: RecordsState,
  records: readonly StoredRecord[],
  options: VerifyRecordsOptions,
): { readonly state: RecordsState; readonly verdicts: readonly RecordVerdict[] } {
  const { lateMinutes = 30, skewMinutes = 5, rememberMinutes = 120 } = options;
  const times: ChainTimes = { window: lateMinutes * minute, remember: rememberMinutes * minute };
  const known = new Map(state.judged);
  for (const { waiting } of state.chains) for (const { subject } of waiting) known.set(subject.rowId, subject.arrived);

  const verdicts: RecordVerdict[] = [];
  const placed = new Map<string, PlacedRecord[]>();
  for (const record of records) {
    if (known.has(record.id)) continue;
    known.set(record.id, record.arrived.getTime());
    const checked = checkRecord(record, options.registry, skewMinutes * minute);
    if ("placed" in checked) append(placed, checked.placed);
    else verdicts.push({ ...checked.subject, ...checked.finding });
  }

  const newest = latest(known.values());
  const chains = new Map(state.chains.map((chain) => [chain.chainId, chain]));
  for (const chainId of new Set([...chains.keys(), ...placed.keys()])) {
    const before = chains.get(chainId);
    const fresh = placed.get(chainId) ?? [];
    if (before && fresh.length === 0 && isSettled(before, newest - times.remember)) continue;
    const chain = new Chain(chainId, before, times);
    verdicts.push(...chain.judge(fresh, options.now.getTime()));
    chains.set(chainId, chain.state(newest));
  }

  const open = new Set([...chains.values()].flatMap(({ waiting }) => waiting.map(({ subject }) => subject.rowId)));
  const judged = [...known].filter(([id, arrived]) => arrived >= newest - times.remember && !open.has(id));
  return { state: { version: 1, chains: [...chains.values()], judged }, verdicts };
}

/** Nothing to judge and nothing to forget. */
function isSettled({ seen, waiting }: ChainState, limit: number): boolean {
  return waiting.length === 0 && (seen.length === 1 || seen.every(({ arrived }) => arrived >= limit));
}

function append(chains: Map<string, PlacedRecord[]>, record: PlacedRecord): void {
  const records = chains.get(record.chainId);
  if (records) records.push(record);
  else chains.set(record.chainId, [record]);
}

function latest(times: Iterable<number>): number {
  let newest = Number.NEGATIVE_INFINITY;
  for (const time of times) if (time > newest) newest = time;
  return newest;
}
