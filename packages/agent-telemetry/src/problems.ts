import { TelemetryError } from "./errors";

const quiet = 60_000;

/** Passes problems on, each kind at most once a minute, and never throws. */
export class Problems {
  private readonly told = new Map<string, number>();

  /**
   * @param listener told of them; without one, each kind becomes a warning of the process, once
   * @param elapsed milliseconds that never jump
   */
  constructor(
    private readonly listener: ((problem: Error) => void) | undefined,
    private readonly elapsed: () => number,
  ) {}

  report(problem: Error): void {
    const kind = problem instanceof TelemetryError ? problem.kind : problem.name;
    const before = this.told.get(kind);
    const now = this.elapsed();
    if (before !== undefined && (this.listener === undefined || now - before < quiet)) return;
    this.told.set(kind, now);
    try {
      if (this.listener) this.listener(problem);
      else process.emitWarning(problem.message, { type: "AgentTelemetryWarning" });
    } catch {
      // Whoever listens must not break the agent either.
    }
  }
}
