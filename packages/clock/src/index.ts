/** The one source of time: everything that needs "now" is handed a Clock, so that runs repeat. */
export interface Clock {
  /** The current instant, UTC. */
  now(): Date;
}

/** The machine's clock: for commands a person runs, never for tests or synthesis. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that moves only when told to, and never backwards. */
export class VirtualClock implements Clock {
  private current: number;

  /** @param start first instant that `now()` returns */
  constructor(start: Date) {
    this.current = start.getTime();
  }

  now(): Date {
    return new Date(this.current);
  }

  /**
   * Moves the clock to `instant`.
   * @throws RangeError when `instant` lies before the current time
   */
  set(instant: Date): void {
    if (instant.getTime() < this.current) {
      throw new RangeError(
        `the clock stands at ${this.now().toISOString()} and cannot go back to ${instant.toISOString()}; start a new VirtualClock`,
      );
    }
    this.current = instant.getTime();
  }

  /** Moves the clock forward by `milliseconds` (zero or more). */
  advance(milliseconds: number): void {
    this.set(new Date(this.current + milliseconds));
  }

  /** Waits until `milliseconds` have passed on this clock: here that takes no time. Clocks that share a timeline let others go first. */
  async sleep(milliseconds: number): Promise<void> {
    this.advance(milliseconds);
  }
}
