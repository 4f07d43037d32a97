import type { HrTime } from "@opentelemetry/api";

const NANOS_PER_MS = 1_000_000;
const NANOS_PER_SECOND = 1_000_000_000;

/**
 * The time of the recording. It moves only when told to, counts nanoseconds (as spans do), and is the only time that
 * agent, servers and telemetry see.
 */
export class SimulatedClock {
  /** Since the start; a week of nanoseconds is well below 2^53. */
  private elapsed = 0;
  private readonly startSeconds: number;

  /** @param start a whole second */
  constructor(start: Date) {
    this.startSeconds = start.getTime() / 1000;
    if (!Number.isInteger(this.startSeconds)) throw new RangeError("the clock starts at a whole second");
  }

  /** Now, as OpenTelemetry's seconds and nanoseconds. */
  hrTime(): HrTime {
    return [this.startSeconds + Math.floor(this.elapsed / NANOS_PER_SECOND), this.elapsed % NANOS_PER_SECOND];
  }

  /** Now, to the millisecond. */
  now(): Date {
    return new Date(this.startSeconds * 1000 + Math.floor(this.elapsed / NANOS_PER_MS));
  }

  /** Lets time pass; fractions of a millisecond count. */
  advance(milliseconds: number): void {
    this.elapsed += Math.max(0, Math.round(milliseconds * NANOS_PER_MS));
  }

  /** Moves to `instant`, or stays when it is already later: work that took long makes the next start late. */
  advanceTo(instant: Date): void {
    this.elapsed = Math.max(this.elapsed, (instant.getTime() - this.startSeconds * 1000) * NANOS_PER_MS);
  }
}
