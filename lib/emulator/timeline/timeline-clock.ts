import { VirtualClock } from "@sentinel-agent-identities/clock";
import type { Timeline } from "./timeline";

/** What a run is told of its turns. */
export interface Turns {
  /** it goes on */
  readonly begin: () => void;
  /** it waits, or has ended */
  readonly end: () => void;
}

/** The clock of a run that shares a timeline with others. */
export class TimelineClock extends VirtualClock {
  constructor(
    start: Date,
    private readonly timeline: Timeline,
    private readonly turns: Turns,
  ) {
    super(start);
  }

  /** Runs something from its first turn to its end. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    await this.timeline.turn(this.now());
    this.turns.begin();
    try {
      return await work();
    } finally {
      this.turns.end();
      this.timeline.leave();
    }
  }

  override async sleep(milliseconds: number): Promise<void> {
    const until = new Date(this.now().getTime() + milliseconds);
    this.turns.end();
    this.timeline.leave();
    await this.timeline.turn(until);
    this.set(until);
    this.turns.begin();
  }
}
