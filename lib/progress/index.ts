/** Told by long work how far it is: whoever waits decides whether and how to show it. */
export interface Progress {
  /**
   * @param done how much of `total` is done
   * @param total 0 when it is not known
   * @param what is being done, the same words for all of it: `replaying telemetry`
   */
  update(done: number, total: number, what: string): void;
}

/** Nobody waits. */
export const silent: Progress = { update: () => undefined };
