import type { Clock } from "./clock";

/** Lets loops sleep until something happens. */
export class Bell {
  private readonly sleepers = new Set<AbortController>();

  constructor(private readonly clock: Clock) {}

  /** Wakes all that wait. */
  ring(): void {
    for (const sleeper of this.sleepers) sleeper.abort();
  }

  /** Resolves at the next ring, or after so many milliseconds. */
  async wait(milliseconds: number): Promise<void> {
    const sleeper = new AbortController();
    this.sleepers.add(sleeper);
    try {
      await this.clock.sleep(milliseconds, sleeper.signal);
    } finally {
      this.sleepers.delete(sleeper);
    }
  }
}
