import type { PlacedRecord } from "./check-record";
import { findings } from "./findings";
import type { ChainState, SeenPlace } from "./state";
import type { Finding, RecordVerdict } from "./verdict";

/** How long records wait and are remembered, in milliseconds. */
export interface ChainTimes {
  /** time for late records */
  readonly window: number;
  /** how long a place is remembered after the newest arrival */
  readonly remember: number;
}

type Place = { -readonly [K in keyof Omit<SeenPlace, "rivals">]: SeenPlace[K] } & { readonly rivals: Set<string> };

/** One chain while new records of it are judged: made from its state, and turned into the next one. */
export class Chain {
  private readonly places: Map<number, Place>;
  private waiting: PlacedRecord[];
  private from: number;

  constructor(
    private readonly chainId: string,
    state: ChainState | undefined,
    private readonly times: ChainTimes,
  ) {
    const seen = state?.seen ?? [];
    this.places = new Map(seen.map((place) => [place.sequence, { ...place, rivals: new Set(place.rivals) }]));
    this.waiting = [...(state?.waiting ?? [])];
    this.from = state?.from ?? 1;
  }

  /**
   * Takes new records in, and gives the verdicts that are due.
   * @param now milliseconds since 1970
   */
  judge(records: readonly PlacedRecord[], now: number): RecordVerdict[] {
    const verdicts: RecordVerdict[] = [];
    for (const record of this.inOrder(records)) {
      const refused = this.enter(record);
      if (refused) verdicts.push({ ...record.subject, ...refused });
      else this.waiting.push(record);
    }
    const undecided = new Map(this.waiting.map((record) => [record.sequence, record]));
    for (const sequence of [...undecided.keys()].sort((a, b) => a - b)) {
      const record = undecided.get(sequence)!;
      const finding = this.place(record, undecided.has(sequence - 1), now);
      if (!finding) continue;
      undecided.delete(sequence);
      verdicts.push({ ...record.subject, ...finding });
    }
    this.waiting = [...undecided.values()].sort((a, b) => a.sequence - b.sequence);
    return verdicts;
  }

  /**
   * The chain's next state, without the places that need no longer be remembered.
   * @param newest the newest arrival, milliseconds since 1970
   */
  state(newest: number): ChainState {
    const waiting = new Set(this.waiting.map(({ sequence }) => sequence));
    const ordered = [...this.places.values()].sort((a, b) => a.sequence - b.sequence);
    const furthest = ordered.at(-1)!;
    const limit = newest - this.times.remember;
    const kept = ordered.filter((p) => p === furthest || p.arrived >= limit || waiting.has(p.sequence));
    return {
      chainId: this.chainId,
      sequence: furthest.sequence,
      ...(furthest.sha256 === undefined ? {} : { sha256: furthest.sha256 }),
      from: kept.length < ordered.length ? kept[0]!.sequence : this.from,
      seen: kept.map(({ rivals, ...place }) => (rivals.size > 0 ? { ...place, rivals: [...rivals].sort() } : place)),
      waiting: this.waiting,
    };
  }

  /** In an order that does not depend on the one they came in: of two for one place, the one that fits comes first. */
  private inOrder(records: readonly PlacedRecord[]): PlacedRecord[] {
    const names = new Set(records.map(({ sequence, sha256 }) => `${sequence}/${sha256}`));
    const misfit = ({ sequence, prev }: PlacedRecord) =>
      this.places.get(sequence - 1)?.sha256 === prev || names.has(`${sequence - 1}/${prev}`) ? 0 : 1;
    return [...records].sort(
      (a, b) =>
        a.sequence - b.sequence ||
        misfit(a) - misfit(b) ||
        a.subject.arrived - b.subject.arrived ||
        compare(a.sha256, b.sha256) ||
        compare(a.subject.rowId, b.subject.rowId),
    );
  }

  /** Gives the record its place; a finding when it cannot have it. */
  private enter(record: PlacedRecord): Finding | undefined {
    const { sequence, sha256, prev, subject } = record;
    if (sequence < this.from) return record.key ?? findings.passedLongAgo(sequence, this.from);
    const held = this.places.get(sequence);
    if (held?.sha256 === sha256 || held?.rivals.has(sha256)) return record.key ?? findings.replayed;
    if (held?.sha256 !== undefined) return this.reject(record, findings.rival(sequence, held.sha256));
    if (sequence === 1 && prev !== undefined) return this.reject(record, findings.predecessorOfFirst);
    if (sequence > 1 && prev === undefined) return this.reject(record, findings.noPredecessorNamed(sequence));
    const rivals = held?.rivals ?? new Set<string>();
    this.places.set(sequence, { sequence, sha256, ...(prev ? { prev } : {}), arrived: subject.arrived, rivals });
    return undefined;
  }

  /** What the records beside it say about a record; nothing while the one before it may still arrive. */
  private place(record: PlacedRecord, afterUndecided: boolean, now: number): Finding | undefined {
    const { sequence, sha256, prev, subject, key } = record;
    const before = this.places.get(sequence - 1);
    if (sequence > 1 && before?.sha256 !== prev) {
      const other = before?.sha256 ?? (before?.rivals.has(prev!) ? "of another branch" : undefined);
      if (other !== undefined && !afterUndecided) return this.reject(record, findings.otherPredecessor(prev!, other));
      if (key) return key;
      if (afterUndecided || now - subject.arrived < this.times.window) return undefined;
      this.places.get(sequence)!.afterGap = true;
      return findings.gap(sequence, this.times.window / 60_000);
    }
    if (afterUndecided && !key) return undefined;
    const after = this.places.get(sequence + 1);
    if (after?.afterGap && after.sha256 !== undefined && after.prev !== sha256)
      return this.reject(record, findings.otherSuccessor(sequence + 1, after.prev!));
    return key ?? record.time ?? findings.valid;
  }

  /** Leaves the record's place to another, and remembers its content. */
  private reject({ sequence, sha256, subject, key }: PlacedRecord, finding: Finding): Finding {
    const place = this.places.get(sequence) ?? { sequence, arrived: subject.arrived, rivals: new Set<string>() };
    if (place.sha256 === sha256) {
      delete place.sha256;
      delete place.prev;
    }
    place.rivals.add(sha256);
    this.places.set(sequence, place);
    return key ?? finding;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
