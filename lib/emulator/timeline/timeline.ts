interface Waiting {
  /** milliseconds */
  readonly at: number;
  readonly go: () => void;
}

/**
 * The one time of everything that goes on side by side: rules that run, playbooks that wait, people who answer, portals
 * that catch up. Only what is earliest goes on, until it waits or ends; of what is due at the same time, what came first.
 */
export class Timeline {
  private readonly waiting: Waiting[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private readonly failures: unknown[] = [];
  private busy = false;

  /** Comes back when nothing else has anything left to do before `at`. */
  turn(at: Date): Promise<void> {
    return new Promise((go) => {
      this.waiting.push({ at: at.getTime(), go });
      this.next();
    });
  }

  /** A turn of one who comes step by step: none has to be waited for as long as nothing else is under way. */
  async step(at: Date): Promise<void> {
    if (this.busy || this.waiting.length > 0) return this.turn(at);
    this.busy = true;
  }

  /** Lets something else go on. */
  leave(): void {
    this.busy = false;
    this.next();
  }

  /** Does something when its time has come; `settled` waits for it. */
  schedule(at: Date, work: () => void | Promise<void>): void {
    this.follow(
      this.turn(at)
        .then(work)
        .finally(() => this.leave()),
    );
  }

  /** Makes `settled` wait for something that takes its own turns. */
  follow(work: Promise<void>): void {
    const done: Promise<void> = work
      .catch((error: unknown) => void this.failures.push(error))
      .then(() => void this.underWay.delete(done));
    this.underWay.add(done);
  }

  /** @throws what something that is followed has failed with */
  check(): void {
    if (this.failures.length > 0) throw this.failures[0];
  }

  /**
   * Waits until all that is followed has ended, and all that came of it.
   * @throws what something has failed with
   */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) {
      await Promise.all(this.underWay);
      this.check();
    }
    this.check();
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
