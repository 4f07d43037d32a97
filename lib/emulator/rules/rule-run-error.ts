import type { KqlRuntimeError } from "@sentinel-agent-identities/kql";
import type { AnalyticsRule } from "../workspace/model";
import type { PlannedRun } from "./schedule";

/** A run that took more memory or time than there is. */
export class RuleRunError extends Error {
  constructor(
    readonly rule: AnalyticsRule,
    readonly run: PlannedRun,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "RuleRunError";
  }

  /** @param timeout in milliseconds */
  static of(rule: AnalyticsRule, run: PlannedRun, cause: KqlRuntimeError, timeout: number): RuleRunError {
    const window = `${run.from.toISOString()} to ${run.to.toISOString()}`;
    const what =
      cause.reason === "memory" ? `ran out of memory: ${cause.message}` : `took more than ${timeout / 1000} s`;
    return new RuleRunError(rule, run, `"${rule.name}" over ${window} ${what}`, { cause });
  }
}
