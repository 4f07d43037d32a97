import type { Clock } from "./clock";
import { TelemetryError } from "./errors";

const quiet = 60_000;

/** Passes problems on, each kind at most once a minute, and never throws. */
export class Problems {
  private readonly told = new Map<string, number>();

  constructor(
    private readonly onProblem: (problem: Error) => void,
    private readonly clock: Clock,
  ) {}

  report(problem: Error): void {
    const kind = problem instanceof TelemetryError ? `${problem.subject} ${problem.fix}` : problem.name;
    const now = this.clock.now().getTime();
    if (now - (this.told.get(kind) ?? Number.NEGATIVE_INFINITY) < quiet) return;
    this.told.set(kind, now);
    try {
      this.onProblem(problem);
    } catch {
      // Whoever listens must not break the agent either.
    }
  }
}
