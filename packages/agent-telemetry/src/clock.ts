/** Time as the exporter sees it: tests hand in one that they move themselves. */
export interface Clock {
  /** The current instant, UTC. May jump: records are dated by it, nothing waits by it. */
  now(): Date;
  /**
   * Resolves after `milliseconds`, or at once when the signal aborts. Never keeps the process alive, and is not moved by
   * jumps of `now()`.
   */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /**
   * Milliseconds since some moment, which never jump.
   * @default - Node's `performance.now()`
   */
  elapsed?(): number;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      timer.unref();
      signal.addEventListener("abort", done);
    }),
};

/** Milliseconds that never jump, by a clock that may not tell them. */
export function elapsed(clock: Clock): number {
  return clock.elapsed?.() ?? performance.now();
}
