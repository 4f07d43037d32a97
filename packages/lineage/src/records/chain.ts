import type { PlacedRecord } from "./check-record";
import { copyFinding } from "./copies";
import { findings } from "./findings";
import type { ChainEnd, ChainState, SeenContent, SeenPlace } from "./state";
import type { RecordTimes } from "./times";
import type { Finding, RecordVerdict } from "./verdict";

interface Place {
  readonly sequence: number;
  held?: SeenContent;
  prev?: string;
  arrived: number;
  readonly rivals: Map<string, SeenContent>;
  afterGap?: boolean;
}

/** What came earlier for places that a chain no longer remembers, by `placeKey`. */
export type Recalled = ReadonlyMap<string, readonly PlacedRecord[]>;

/** Names a place of a chain. */
export function placeKey({ chainId, sequence }: { readonly chainId: string; readonly sequence: number }): string {
  return `${chainId}/${sequence}`;
}

/** How a chain is looked at in one call. */
export interface ChainContext {
  readonly times: RecordTimes;
  readonly recalled: Recalled;
  /** true when earlier chains of the agent were forgotten, so that this one need not begin where it is seen first */
  readonly unknownBefore: boolean;
  /** Says whether a first record without admission is to be told. */
  tellsUnadmitted(): boolean;
}

/** One chain while new records of it are judged: made from its state, and turned into the next one. */
export class Chain {
  private readonly places: Map<number, Place>;
  private waiting: PlacedRecord[];
  private from: number;
  /** the place at which a chain is seen first whose beginning may have been forgotten */
  private seenFirst: number | undefined;
  private furthest = 0;
  private end: ChainEnd;

  constructor(
    readonly chainId: string,
    readonly agentId: string,
    state: ChainState | undefined,
    private readonly context: ChainContext,
    end: ChainEnd,
  ) {
    const seen = state?.seen ?? [];
    const rivalsOf = ({ rivals = [] }: SeenPlace) => new Map(rivals.map((rival) => [rival.sha256, rival]));
    this.places = new Map(seen.map((place) => [place.sequence, { ...place, rivals: rivalsOf(place) }]));
    this.waiting = [...(state?.waiting ?? [])];
    this.from = state?.from ?? 1;
    this.furthest = state?.sequence ?? 0;
    this.end = end;
  }

  /** How many records wait. */
  get waits(): number {
    return this.waiting.length;
  }

  /**
   * Takes new records in, and gives the verdicts that are due.
   * @param now milliseconds since 1970
   */
  judge(records: readonly PlacedRecord[], now: number): RecordVerdict[] {
    const verdicts: RecordVerdict[] = [];
    const ordered = this.inOrder(records);
    if (this.context.unknownBefore && this.places.size === 0 && ordered[0]) {
      this.seenFirst = ordered[0].sequence;
      this.from = this.seenFirst;
    }
    for (const record of ordered) {
      // Whatever its neighbours are, a key that is not good is what there is to say.
      const refused = this.enter(record) ?? keyFinding(record);
      if (refused) verdicts.push({ ...record.subject, ...refused });
      else this.waiting.push(record);
    }
    return [...verdicts, ...this.decide(now, this.context.times.window)];
  }

  /** Verdicts on records that wait, without waiting any longer: too many of the agent do. */
  hasten(now: number): RecordVerdict[] {
    return this.decide(now, Number.NEGATIVE_INFINITY);
  }

  private decide(now: number, window: number): RecordVerdict[] {
    const verdicts: RecordVerdict[] = [];
    const undecided = new Map(this.waiting.map((record) => [record.sequence, record]));
    for (const sequence of [...undecided.keys()].sort((a, b) => a - b)) {
      const record = undecided.get(sequence)!;
      const finding = this.place(record, undecided.has(sequence - 1), now, window);
      if (!finding) continue;
      undecided.delete(sequence);
      verdicts.push({ ...record.subject, ...finding });
    }
    this.waiting = [...undecided.values()].sort((a, b) => a.sequence - b.sequence);
    return verdicts;
  }

  /**
   * The chain's next state, without the places that need no longer be remembered; undefined when no record of it has a
   * place.
   * @param newest the newest arrival, milliseconds since 1970
   */
  state(newest: number): ChainState | undefined {
    const ordered = [...this.places.values()].sort((a, b) => a.sequence - b.sequence);
    const furthest = ordered.at(-1);
    if (!furthest) return undefined;
    const waiting = new Set(this.waiting.map(({ sequence }) => sequence));
    const limit = newest - this.context.times.remember;
    // Only from the beginning: what lies between places that are remembered is missing, not forgotten.
    const first = ordered.findIndex((p) => p === furthest || p.arrived >= limit || waiting.has(p.sequence));
    const kept = ordered.slice(first);
    return {
      chainId: this.chainId,
      agentId: this.agentId,
      sequence: furthest.sequence,
      ...(furthest.held === undefined ? {} : { sha256: furthest.held.sha256 }),
      from: first > 0 ? kept[0]!.sequence : this.from,
      seen: kept.map(seenPlace),
      waiting: this.waiting,
      end: this.end,
    };
  }

  /** In an order that does not depend on the one they came in: of two for one place, the one that fits comes first. */
  private inOrder(records: readonly PlacedRecord[]): PlacedRecord[] {
    const names = new Set(records.map(({ sequence, sha256 }) => `${sequence}/${sha256}`));
    const misfit = ({ sequence, prev }: PlacedRecord) =>
      this.places.get(sequence - 1)?.held?.sha256 === prev || names.has(`${sequence - 1}/${prev}`) ? 0 : 1;
    return [...records].sort(
      (a, b) =>
        a.sequence - b.sequence ||
        misfit(a) - misfit(b) ||
        Number(a.disputed ?? false) - Number(b.disputed ?? false) ||
        a.subject.arrived - b.subject.arrived ||
        compare(a.sha256, b.sha256) ||
        compare(a.subject.rowId, b.subject.rowId),
    );
  }

  /** Gives the record its place; a finding when it cannot have it. */
  private enter(record: PlacedRecord): Finding | undefined {
    const { sequence, sha256, prev, subject } = record;
    if (sequence < this.from) return this.asRecalled(record) ?? keyFinding(record) ?? record.time ?? findings.valid;
    const place = this.places.get(sequence);
    const recalled = place || !this.context.unknownBefore ? undefined : this.asRecalled(record);
    if (recalled) return recalled;
    const same = place?.held?.sha256 === sha256 ? place.held : place?.rivals.get(sha256);
    if (same) return this.copy(place!, record, same);
    if (place?.held && (!place.held.doubtful || keyFinding(record)))
      return this.reject(record, rivalFinding(record, place.held));
    if (sequence === 1 && prev !== undefined) return this.reject(record, findings.predecessorOfFirst);
    if (sequence > 1 && prev === undefined) return this.reject(record, findings.noPredecessorNamed(sequence));
    const rivals = place?.rivals ?? new Map<string, SeenContent>();
    // Who writes with a key that has ended keeps nobody from the place.
    if (place?.held && rivals.size < mostRivals) rivals.set(place.held.sha256, place.held);
    const held = contentOf(record);
    this.places.set(sequence, { sequence, held, ...(prev ? { prev } : {}), arrived: subject.arrived, rivals });
    this.endsWith(record);
    return undefined;
  }

  /** What earlier records for a place that is forgotten say about a record; nothing when there are none. */
  private asRecalled(record: PlacedRecord): Finding | undefined {
    const earlier = (this.context.recalled.get(placeKey(record)) ?? []).filter(
      ({ subject }) => subject.arrived < record.subject.arrived,
    );
    const same = earlier.find(({ sha256 }) => sha256 === record.sha256);
    if (same) return copyFinding(record, contentOf(same), this.context.times.resend);
    return earlier[0] && (keyFinding(record) ?? rivalFinding(record, contentOf(earlier[0])));
  }

  /** A copy of what came for the place; the place belongs to the sender that may speak for the agent. */
  private copy(place: Place, record: PlacedRecord, same: SeenContent): Finding {
    if (same.disputed && !record.disputed && place.held === same)
      place.held = { ...contentOf(record), arrived: same.arrived };
    return copyFinding(record, same, this.context.times.resend);
  }

  /** What the records beside it say about a record; nothing while the one before it may still arrive. */
  private place(record: PlacedRecord, afterUndecided: boolean, now: number, window: number): Finding | undefined {
    const { sequence, sha256, prev, subject } = record;
    const before = this.places.get(sequence - 1);
    if (sequence > 1 && sequence !== this.seenFirst && before?.held?.sha256 !== prev) {
      const held = before?.held?.doubtful ? undefined : before?.held?.sha256;
      const other = held ?? (before?.rivals.has(prev!) ? "of another branch" : undefined);
      if (other !== undefined && !afterUndecided) return this.reject(record, findings.otherPredecessor(prev!, other));
      if (afterUndecided || now - subject.arrived < window) return undefined;
      this.places.get(sequence)!.afterGap = true;
      if (window < 0) return findings.gapAmongMany(sequence, this.waiting.length);
      return findings.gap(sequence, window / 60_000);
    }
    if (afterUndecided) return undefined;
    const after = this.places.get(sequence + 1);
    if (after?.afterGap && after.held !== undefined && after.prev !== sha256)
      return this.reject(record, findings.otherSuccessor(sequence + 1, after.prev!));
    const begins = record.telling !== undefined && record.telling.type !== "closed";
    if (sequence === 1 && this.end.later && !begins && this.context.tellsUnadmitted()) return findings.unadmitted;
    return record.time ?? findings.valid;
  }

  /** Leaves the record's place to another, and remembers its content. */
  private reject(record: PlacedRecord, finding: Finding): Finding {
    const { sequence, sha256, subject } = record;
    const place: Place = this.places.get(sequence) ?? { sequence, arrived: subject.arrived, rivals: new Map() };
    if (place.held?.sha256 === sha256) {
      delete place.held;
      delete place.prev;
    }
    if (place.rivals.size < mostRivals) place.rivals.set(sha256, contentOf(record));
    this.places.set(sequence, place);
    return keyFinding(record) ?? finding;
  }

  /** What a record at a new place says about the chain's end. */
  private endsWith({ sequence, subject, telling }: PlacedRecord): void {
    const { eventUid, eventTime, keyId, alg, senderId } = subject;
    const furthest = sequence >= this.furthest;
    this.furthest = Math.max(this.furthest, sequence);
    const { told: _told, overtaken: _overtaken, closed, ...end } = this.end;
    this.end = {
      ...end,
      arrived: Math.max(end.arrived, subject.arrived),
      ...(furthest ? { last: defined({ eventUid, eventTime, keyId, alg, senderId }) } : {}),
      ...(telling ? { admits: true } : {}),
      ...(telling?.instance === undefined ? {} : { instance: telling.instance }),
      ...closedAt(telling?.type === "closed" ? sequence : closed),
    };
  }
}

/** Contents remembered as rivals of one place. */
const mostRivals = 16;

function closedAt(sequence: number | undefined): { closed?: number } {
  return sequence === undefined ? {} : { closed: sequence };
}

function seenPlace({ rivals, ...place }: Place): SeenPlace {
  const sorted = [...rivals.values()].sort((a, b) => compare(a.sha256, b.sha256));
  return sorted.length > 0 ? { ...place, rivals: sorted } : place;
}

function contentOf(record: PlacedRecord): SeenContent {
  const { sha256, mark, subject, disputed } = record;
  return {
    sha256,
    arrived: subject.arrived,
    ...(mark === "" ? {} : { mark }),
    ...(subject.senderId === undefined ? {} : { by: subject.senderId }),
    ...(disputed ? { disputed } : {}),
    ...(keyFinding(record) ? { doubtful: true } : {}),
  };
}

/** What is wrong with the record's key. */
function keyFinding({ key, keyAtArrival }: PlacedRecord): Finding | undefined {
  return key ?? keyAtArrival;
}

function rivalFinding(record: PlacedRecord, held: SeenContent): Finding {
  return findings.rival(record.sequence, held.sha256, !held.doubtful && keyFinding(record) === undefined);
}

function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
