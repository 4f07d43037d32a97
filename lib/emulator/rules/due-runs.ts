import type { CompiledRule } from "./compiled-rule";
import { type PlannedRun, plannedRuns } from "./schedule";

/** A run whose time has come. */
export interface DueRun {
  readonly compiled: CompiledRule;
  readonly run: PlannedRun;
}

/** The runs of all rules in order of time, and of rules' names where they are due at once. None is made before it is asked for. */
export function* dueRuns(rules: readonly CompiledRule[], from: Date, to: Date): Generator<DueRun> {
  const byName = [...rules].sort((a, b) => a.rule.name.localeCompare(b.rule.name, "en"));
  const waiting = byName.map((compiled) => {
    const runs = plannedRuns(compiled.rule, from, to);
    return { compiled, runs, next: runs.next() };
  });
  for (;;) {
    let first: (typeof waiting)[number] | undefined;
    for (const one of waiting)
      if (!one.next.done && (!first || one.next.value.at < (first.next.value as PlannedRun).at)) first = one;
    if (!first) return;
    yield { compiled: first.compiled, run: first.next.value as PlannedRun };
    first.next = first.runs.next();
  }
}
