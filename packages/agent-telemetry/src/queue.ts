import type { Attributes } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { Bell } from "./bell";
import type { AgentRecord } from "./record/agent-record";
import { instantOf } from "./record/instant";
import type { Loss } from "./record/own-records";

/** Spans so few that their size does not matter. */
const few = 64;
/**
 * Of more, one in so many is looked at and stands for the others, picked at random: looking takes much longer than all the
 * rest of `push`.
 */
const sample = 16;
/** What a span takes without its texts, in bytes. */
const bareSpan = 1024;

/** A record of the exporter's own that waits for its place in the chain. */
export interface Note {
  readonly record: AgentRecord;
  /** called when the record is on disk */
  readonly written?: () => void;
}

/** What waits, at most. */
export interface QueueLimits {
  readonly spans: number;
  /** of memory, estimated */
  readonly bytes: number;
  /** spans that are worth a batch */
  readonly enough: number;
}

/** Spans that ended and have no record yet: the oldest are kept, those that find no room are counted. */
export class SpanQueue {
  private spans: ReadableSpan[] = [];
  /** spans that were taken out, ever */
  private taken = 0;
  /** spans that were looked at, by how many ever came before, and the bytes that they stand for */
  private sized: { readonly at: number; readonly bytes: number }[] = [];
  private bytes = 0;
  private random = 1;
  private notes: Note[] = [];
  private patientNotes: Note[] = [];
  private lost = 0;
  private lostFrom: ReadableSpan | undefined;
  private lostTo: ReadableSpan | undefined;

  /** @param bell rung at the first span, when there are enough, and for notes */
  constructor(
    private readonly limits: QueueLimits,
    private readonly bell: Bell,
  ) {}

  get isEmpty(): boolean {
    return this.spans.length === 0 && this.notes.length === 0 && this.lost === 0;
  }

  get isWorthABatch(): boolean {
    return this.spans.length >= this.limits.enough;
  }

  /** Takes constant time, whatever happens elsewhere. */
  push(span: ReadableSpan): void {
    const waiting = this.spans.length;
    if (waiting >= this.limits.spans || this.bytes >= this.limits.bytes) {
      this.lost++;
      this.lostFrom ??= span;
      this.lostTo = span;
      return;
    }
    if (waiting >= few && this.isPicked()) this.measure(span, waiting);
    const size = this.spans.push(span);
    if (size === 1 || size === this.limits.enough) this.bell.ring();
  }

  private measure(span: ReadableSpan, waiting: number): void {
    const bytes = sample * sizeOf(span);
    this.sized.push({ at: this.taken + waiting, bytes });
    this.bytes += bytes;
  }

  /** xorshift: some nanoseconds. */
  private isPicked(): boolean {
    this.random ^= this.random << 13;
    this.random ^= this.random >>> 17;
    this.random ^= this.random << 5;
    return (this.random & (sample - 1)) === 0;
  }

  /**
   * Adds a record of the exporter's own.
   * @param urgent whether it is written soon, or together with the next span
   */
  note(note: Note, urgent: boolean): void {
    (urgent ? this.notes : this.patientNotes).push(note);
    if (urgent) this.bell.ring();
  }

  /** Adds records that others made: the bell rings for the first, and those that follow wait with it for a batch. */
  addNotes(notes: readonly Note[]): void {
    const isFirst = this.notes.length === 0;
    this.notes.push(...notes);
    if (isFirst) this.bell.ring();
  }

  /** Takes up to so many spans out, the oldest first. */
  take(count: number): ReadableSpan[] {
    const spans = this.spans.splice(0, count);
    this.taken += spans.length;
    const waiting = this.sized.findIndex(({ at }) => at >= this.taken);
    const out = this.sized.splice(0, waiting === -1 ? this.sized.length : waiting);
    for (const { bytes } of out) this.bytes -= bytes;
    return spans;
  }

  /** @param patient whether also those that are not urgent */
  takeNotes(patient: boolean): Note[] {
    return [...this.notes.splice(0), ...(patient ? this.patientNotes.splice(0) : [])];
  }

  /** What found no room since the last call. */
  takeLoss(): Loss | undefined {
    if (this.lost === 0) return undefined;
    const loss = { count: this.lost, from: endOf(this.lostFrom), to: endOf(this.lostTo) };
    this.lost = 0;
    this.lostFrom = undefined;
    this.lostTo = undefined;
    return loss;
  }
}

/** Undefined for what is no span, or has an impossible time: counting goes on. */
function endOf(span: ReadableSpan | undefined): string | undefined {
  try {
    return instantOf(span!.endTime);
  } catch {
    return undefined;
  }
}

/** About what a span takes in memory, in bytes: two for each character. */
function sizeOf(span: ReadableSpan): number {
  try {
    let characters = textIn(span.attributes);
    for (const { attributes } of span.events) characters += bareSpan + (attributes ? textIn(attributes) : 0);
    return bareSpan + 2 * characters;
  } catch {
    return bareSpan;
  }
}

function textIn(attributes: Attributes): number {
  let characters = 0;
  for (const name in attributes) {
    const value = attributes[name];
    if (typeof value === "string") characters += value.length;
    else if (Array.isArray(value)) for (const item of value) characters += typeof item === "string" ? item.length : 4;
  }
  return characters;
}
