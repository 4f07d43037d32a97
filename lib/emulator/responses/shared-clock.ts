import type { Clock, VirtualClock } from "@sentinel-agent-identities/clock";

/** The present of all services: that of the workflow that runs. Each run has a clock of its own, and may begin earlier. */
export class SharedClock implements Clock {
  private current: Clock;

  constructor(start: VirtualClock) {
    this.current = start;
  }

  now(): Date {
    return this.current.now();
  }

  /** Goes by another clock from now on. */
  follow(clock: VirtualClock): void {
    this.current = clock;
  }
}
