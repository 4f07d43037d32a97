/** Time as the exporter sees it: tests hand in one that they move themselves. */
export interface Clock {
  /** The current instant, UTC. */
  now(): Date;
  /** Resolves after `milliseconds`, or at once when the signal aborts. Never keeps the process alive. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
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
