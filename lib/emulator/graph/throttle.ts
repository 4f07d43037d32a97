import type { Clock } from "@sentinel-agent-identities/clock";
import { graphErrors } from "./errors";

const window = 10_000;

/** Resource units that one application may use in ten seconds of the clock, as Graph limits a tenant of medium size. */
export class GraphThrottle {
  private start = Number.NEGATIVE_INFINITY;
  private used = 0;

  /** @param limit https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits */
  constructor(
    private readonly clock: Clock,
    private readonly limit = 5000,
  ) {}

  /** @throws GraphError 429 with Retry-After when the units do not fit */
  spend(units: number): void {
    const now = this.clock.now().getTime();
    // A clock that was set back, as one run after another may do it, begins anew.
    if (now - this.start >= window || now < this.start) {
      this.start = now;
      this.used = 0;
    }
    if (this.used + units > this.limit) throw graphErrors.throttled(Math.ceil((this.start + window - now) / 1000));
    this.used += units;
  }
}
