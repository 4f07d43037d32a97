import type { CompiledRule } from "./compiled-rule";
import { type PlannedRun, plannedRuns } from "./schedule";

/** A run whose time has come. */
export interface DueRun {
  readonly compiled: CompiledRule;
  readonly run: PlannedRun;
}

/** The runs of all rules in order of time, and of rules' names where they are due at once. None is made before it is asked for. */
export class DueRuns {
  private readonly waiting: readonly Waiting[];

  constructor(rules: readonly CompiledRule[], from: Date, to: Date) {
    this.waiting = rules
      .toSorted((a, b) => a.rule.name.localeCompare(b.rule.name, "en"))
      .map((compiled) => new Waiting(compiled, plannedRuns(compiled.rule, from, to)));
  }

  *[Symbol.iterator](): Generator<DueRun> {
    for (;;) {
      const at = Math.min(...this.waiting.map((one) => one.at));
      if (at === Infinity) return;
      for (const one of this.waiting) if (one.at === at) yield { compiled: one.compiled, run: one.take() };
    }
  }

  /** The next run of every rule, the earliest first. */
  get next(): readonly DueRun[] {
    return this.waiting
      .filter(({ at }) => at < Infinity)
      .toSorted((a, b) => a.at - b.at)
      .map(({ compiled, run }) => ({ compiled, run }));
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

  get run(): PlannedRun {
    return this.next.value as PlannedRun;
  }

  take(): PlannedRun {
    const { run } = this;
    this.next = this.runs.next();
    this.at = this.next.done ? Infinity : this.next.value.at.getTime();
    return run;
  }
}
