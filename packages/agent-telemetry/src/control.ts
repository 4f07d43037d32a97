import { Bell } from "./bell";
import type { Clock } from "./clock";

/** Longest sleep of a loop that waits for a bell, in milliseconds: a ring that got lost costs no more than this. */
export const untilRung = 30_000;

/** How the exporter's loops wake, hurry and stop each other. */
export class Control {
  /** There is something to write. */
  readonly spans: Bell;
  /** There is something to send. */
  readonly batches: Bell;
  /** The spool has room again. */
  readonly room: Bell;
  /** Somebody waits: try now what was put off. */
  readonly hurry: Bell;
  /** Something was written or sent. */
  readonly progress: Bell;
  /** Everything stops. */
  readonly stop: Bell;
  /** A spool was opened. */
  readonly opened: Bell;
  /** calls of `forceFlush` or `shutdown` that wait */
  waiting = 0;
  /** No more spans are taken; what is there is written and sent. */
  closing = false;
  /** All is sent, and nothing will be. */
  finished = false;
  private readonly abortion = new AbortController();

  constructor(clock: Clock) {
    this.spans = new Bell(clock);
    this.batches = new Bell(clock);
    this.room = new Bell(clock);
    this.hurry = new Bell(clock);
    this.progress = new Bell(clock);
    this.opened = new Bell(clock);
    this.stop = new Bell(clock);
  }

  /** Aborts when everything stops as it is. */
  get signal(): AbortSignal {
    return this.abortion.signal;
  }

  get aborted(): boolean {
    return this.signal.aborted;
  }

  /** Whether somebody waits for all to be done. */
  get isHurried(): boolean {
    return this.closing || this.waiting > 0 || this.aborted;
  }

  /** Stops everything as it is. */
  abort(): void {
    this.abortion.abort();
    this.stop.ring();
    this.wakeAll();
  }

  /** Wakes every loop, but for waits that the endpoint asked for. */
  wakeAll(): void {
    const { spans, batches, room, hurry, progress, opened } = this;
    for (const bell of [spans, batches, room, hurry, progress, opened]) bell.ring();
  }
}
