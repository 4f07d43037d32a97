import type { CompiledRule } from "./compiled-rule";
import { type PlannedRun, plannedRuns } from "./schedule";

/** A run whose time has come. */
export interface DueRun {
  readonly compiled: CompiledRule;
  readonly run: PlannedRun;
}

/** The runs of all rules in order of time, and of rules' names where they are due at once. None is made before it is asked for. */
export function* dueRuns(rules: readonly CompiledRule[], from: Date, to: Date): Generator<DueRun> {
  const waiting = rules
    .toSorted((a, b) => a.rule.name.localeCompare(b.rule.name, "en"))
    .map((compiled) => new Waiting(compiled, plannedRuns(compiled.rule, from, to)));
  for (;;) {
    const at = Math.min(...waiting.map((one) => one.at));
    if (at === Infinity) return;
    for (const one of waiting) if (one.at === at) yield { compiled: one.compiled, run: one.take() };
  }
}

/** The runs of one rule that are to come. */
class Waiting {
  private next: IteratorResult<PlannedRun, void>;
  /** when the next is due, in milliseconds; Infinity when there is none */
  at: number;

  constructor(
    readonly compiled: CompiledRule,
    private readonly runs: Iterator<PlannedRun, void>,
  ) {
    this.next = runs.next();
    this.at = this.next.done ? Infinity : this.next.value.at.getTime();
  }

  take(): PlannedRun {
    const run = this.next.value as PlannedRun;
    this.next = this.runs.next();
    this.at = this.next.done ? Infinity : this.next.value.at.getTime();
    return run;
  }
}
