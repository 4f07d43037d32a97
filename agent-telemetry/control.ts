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
  /** calls of `forceFlush` or `shutdown` that wait */
  waiting = 0;
  /** No more spans are taken; what is there is written and sent. */
  closing = false;
  private readonly abortion = new AbortController();

  constructor(clock: Clock) {
    [this.spans, this.batches, this.room, this.hurry, this.progress] = Array.from(
      { length: 5 },
      () => new Bell(clock),
    ) as [Bell, Bell, Bell, Bell, Bell];
  }

  /** Aborts when everything stops as it is. */
  get signal(): AbortSignal {
    return this.abortion.signal;
  }

  get aborted(): boolean {
    return this.signal.aborted;
  }

  /** Stops everything as it is. */
  abort(): void {
    this.abortion.abort();
    this.wakeAll();
  }

  /** Wakes every loop. */
  wakeAll(): void {
    for (const bell of [this.spans, this.batches, this.room, this.hurry, this.progress]) bell.ring();
  }
}
