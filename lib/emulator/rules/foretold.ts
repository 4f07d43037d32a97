import type { KeptRule } from "../store/kept-stretches";
import type { Alert } from "./alert";
import type { CompiledRule } from "./compiled-rule";
import { RuleRunError } from "./rule-run-error";
import type { TimedOutcome } from "./run-ahead";
import { type PlannedRun, plannedRuns } from "./schedule";
import { alertTable } from "./security-alert";

/** The runs of a rule, stretch of time by stretch, and what came of them. */
export class Foretold {
  /** by the time of `now()`; of this stretch and of those before */
  readonly outcomes = new Map<number, TimedOutcome | RuleRunError>();
  /** runs of this stretch */
  due: readonly PlannedRun[] = [];
  /** of this stretch */
  end = new Date(0);
  private readonly readsAlerts: boolean;
  private readonly runs: Iterator<PlannedRun, void>;
  private next: IteratorResult<PlannedRun, void>;
  /** An alert before this stretch makes the rule rest until then, in milliseconds. */
  private restsUntil = 0;
  private hasFailed = false;

  constructor(
    readonly compiled: CompiledRule,
    from: Date,
    to: Date,
  ) {
    this.readsAlerts = compiled.query.tables.includes(alertTable);
    this.runs = plannedRuns(compiled.rule, from, to);
    this.next = this.runs.next();
  }

  /** Goes on to the stretch that ends then. */
  goTo(end: Date): void {
    const due: PlannedRun[] = [];
    for (; !this.next.done && this.next.value.at <= end; this.next = this.runs.next()) due.push(this.next.value);
    // A rule that has failed does not run any more.
    this.due = this.hasFailed ? [] : due;
    this.end = end;
  }

  /** Whether it is not known what comes of a run, now that alerts from some time on are others. */
  isOpen(run: PlannedRun, changedAt: number): boolean {
    if (run.at > this.end) return false;
    const known = this.outcomes.get(run.now.getTime());
    if (!known) return true;
    if (known instanceof RuleRunError || !this.readsAlerts || run.at.getTime() <= changedAt) return false;
    return known.rows > 0 || this.compiled.deciding.includes(alertTable);
  }

  /** The alerts of this stretch that are told, by the time of their run in milliseconds. */
  told(): { readonly at: number; readonly alerts: readonly Alert[] }[] {
    const told: { readonly at: number; readonly alerts: readonly Alert[] }[] = [];
    const { suppression = 0 } = this.compiled.rule;
    let rests = this.restsUntil;
    for (const { at, now } of this.due) {
      const outcome = this.outcomes.get(now.getTime());
      if (outcome instanceof RuleRunError) break;
      if (!outcome || outcome.alerts.length === 0 || at.getTime() < rests) continue;
      rests = at.getTime() + suppression;
      told.push({ at: at.getTime(), alerts: outcome.alerts });
    }
    return told;
  }

  /** What was found of this stretch stays as it is. */
  settle(): void {
    const last = this.told().at(-1);
    if (last) this.restsUntil = last.at + (this.compiled.rule.suppression ?? 0);
    this.hasFailed ||= this.due.some(({ now }) => this.outcomes.get(now.getTime()) instanceof RuleRunError);
  }

  /** What came of this stretch, to be kept. */
  kept(): KeptRule {
    const runs: KeptRule["runs"][number][] = [];
    const alerts: Record<string, readonly Alert[]> = {};
    let failure: KeptRule["failure"];
    for (const { now } of this.due) {
      const time = now.getTime();
      const outcome = this.outcomes.get(time);
      if (outcome instanceof RuleRunError) failure = { now: time, message: outcome.message };
      else if (outcome) {
        runs.push([time, outcome.rows, outcome.ms]);
        if (outcome.alerts.length > 0) alerts[time] = outcome.alerts;
      }
    }
    return { rule: this.compiled.rule.id, runs, alerts, ...(failure ? { failure } : {}) };
  }

  /** Takes what an earlier try has found of this stretch. */
  recall(stretch: readonly KeptRule[]): void {
    const { rule } = this.compiled;
    const kept = stretch.find((one) => one.rule === rule.id);
    if (!kept) return;
    for (const [now, rows, ms] of kept.runs) this.outcomes.set(now, { rows, ms, alerts: kept.alerts[now] ?? [] });
    const failed = this.due.find(({ now }) => now.getTime() === kept.failure?.now);
    if (failed) this.outcomes.set(failed.now.getTime(), new RuleRunError(rule, failed, kept.failure!.message));
  }
}
