import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import type { Bell } from "./bell";
import type { AgentRecord } from "./record/agent-record";
import type { Loss } from "./record/own-records";

/** Spans that ended and have no record yet: the oldest are kept, those that find no room are counted. */
export class SpanQueue {
  private spans: ReadableSpan[] = [];
  private readonly notes: AgentRecord[] = [];
  private lost = 0;
  private lostFrom: ReadableSpan | undefined;
  private lostTo: ReadableSpan | undefined;

  /**
   * @param most spans that wait
   * @param enough spans that are worth a batch
   * @param bell rung at the first span, and when there are enough
   */
  constructor(
    private readonly most: number,
    private readonly enough: number,
    private readonly bell: Bell,
  ) {}

  get isEmpty(): boolean {
    return this.spans.length === 0 && this.notes.length === 0 && this.lost === 0;
  }

  get isWorthABatch(): boolean {
    return this.spans.length >= this.enough;
  }

  /** Takes constant time, whatever happens elsewhere. */
  push(span: ReadableSpan): void {
    if (this.spans.length >= this.most) {
      this.lost++;
      this.lostFrom ??= span;
      this.lostTo = span;
      return;
    }
    const size = this.spans.push(span);
    if (size === 1 || size === this.enough) this.bell.ring();
  }

  /** Adds a record of the exporter's own. */
  note(record: AgentRecord): void {
    this.notes.push(record);
    this.bell.ring();
  }

  /** Takes up to so many spans out, the oldest first. */
  take(count: number): ReadableSpan[] {
    return this.spans.splice(0, count);
  }

  takeNotes(): AgentRecord[] {
    return this.notes.splice(0);
  }

  /** What found no room since the last call. */
  takeLoss(): Loss | undefined {
    if (this.lost === 0) return undefined;
    const loss = { count: this.lost, from: endOf(this.lostFrom!), to: endOf(this.lostTo!) };
    this.lost = 0;
    this.lostFrom = undefined;
    this.lostTo = undefined;
    return loss;
  }
}

function endOf({ endTime: [seconds, nanoseconds] }: ReadableSpan): Date {
  return new Date(seconds * 1000 + Math.floor(nanoseconds / 1e6));
}
