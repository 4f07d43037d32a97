import { VirtualClock } from "../../clock";

interface Waiting {
  /** milliseconds */
  readonly at: number;
  readonly go: () => void;
}

/**
 * The one time of runs that go on side by side, each by a clock of its own: only the run whose time is the earliest goes
 * on, until it waits or ends; of runs at the same time, the one that came first.
 */
export class Timeline {
  private readonly waiting: Waiting[] = [];
  private busy = false;

  /** Comes back when no other run has anything left to do before `at`. */
  turn(at: Date): Promise<void> {
    return new Promise((go) => {
      this.waiting.push({ at: at.getTime(), go });
      this.next();
    });
  }

  /** Lets another run go on. */
  leave(): void {
    this.busy = false;
    this.next();
  }

  private next(): void {
    // What is started together has all arrived by then.
    setImmediate(() => {
      if (this.busy || this.waiting.length === 0) return;
      const first = this.waiting.reduce((earliest, one) => (one.at < earliest.at ? one : earliest));
      this.waiting.splice(this.waiting.indexOf(first), 1);
      this.busy = true;
      first.go();
    });
  }
}

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
