import { isDeepStrictEqual } from "node:util";
import { silent } from "../progress";
import { incidentTable } from "./portal/security-incident";
import { type Outcome, type ReplayOptions, type ReplayParts, replay, skippable } from "./replay";
import type { Alert } from "./rules/alert";
import type { CompiledRule } from "./rules/compiled-rule";
import { RuleRunError } from "./rules/rule-run-error";
import { mayRunBeside, type RunAhead, settled, type TimedOutcome } from "./rules/run-ahead";
import { type PlannedRun, plannedRuns } from "./rules/schedule";
import { alertTable } from "./rules/security-alert";

/** After so many rounds alerts still lead to other alerts: what follows is found run by run. */
const mostRounds = 8;

/** What a replay is foretold from. */
export interface ForetoldParts extends ReplayParts {
  readonly ahead: RunAhead;
  /** Makes SecurityAlert hold these rows beside those that it was opened with. */
  readonly tell: (alerts: readonly Alert[]) => Promise<void>;
}

/** The runs of a rule, and what came of them by the time of `now()`. */
interface Foretold {
  readonly compiled: CompiledRule;
  readonly runs: readonly PlannedRun[];
  readonly readsAlerts: boolean;
  readonly outcomes: Map<number, TimedOutcome | RuleRunError>;
}

/** Whether nothing but alerts comes of alerts, as far as rules can see. */
export const isForetellable = (rules: readonly CompiledRule[], { respond, batch }: ReplayOptions): boolean =>
  !respond && batch !== 1 && !rules.some(({ query }) => query.tables.includes(incidentTable));

/**
 * The same as `replay` where nobody acts on alerts. What a run sees are rows that came in before it, alerts of earlier runs
 * among them: so all runs of all rules are made at once for the alerts that are known, and again where others were told,
 * until what they tell is what they saw. By induction over time, that is what would have come of them one after the other.
 */
export async function replayForetold(
  parts: ForetoldParts,
  from: Date,
  to: Date,
  options: ReplayOptions,
): Promise<Outcome> {
  const told = await foretell(parts, from, to, options);
  if (!told) return replay(parts, from, to, options);
  const outcome: ReplayParts["ahead"]["outcome"] = async (compiled, run) => {
    const found = told.get(compiled.rule.id)!.outcomes.get(run.now.getTime())!;
    if (found instanceof RuleRunError) throw found;
    return found;
  };
  const ingest: ReplayParts["ingest"] = async (source) => {
    if (source.target !== alertTable) await parts.ingest(source);
  };
  return replay({ ...parts, ahead: { outcome, singles: parts.ahead.singles }, ingest }, from, to, options);
}

/** What comes of every run; nothing where that does not come to rest. */
async function foretell(
  parts: ForetoldParts,
  from: Date,
  to: Date,
  { progress = silent }: ReplayOptions,
): Promise<ReadonlyMap<string, Foretold> | undefined> {
  const maySkip = await skippable(parts, from, to);
  const byName = parts.rules.toSorted((a, b) => a.rule.name.localeCompare(b.rule.name, "en"));
  const rules = byName.map((compiled): Foretold => {
    const runs = [...plannedRuns(compiled.rule, from, to)];
    return { compiled, runs, readsAlerts: compiled.query.tables.includes(alertTable), outcomes: new Map() };
  });
  const told = new Map(rules.map((one) => [one.compiled.rule.id, one]));
  let alerts: readonly Alert[] = [];
  let changedAt = from.getTime();
  for (let round = 0; round < mostRounds; round++) {
    const activity = parts.activity.copy();
    for (const time of new Set(alerts.map(({ timeGenerated }) => Date.parse(timeGenerated))))
      activity.note(alertTable, new Date(time));
    let done = 0;
    await inLanes(rules, async (one, lane) => {
      const { compiled } = one;
      const sees = (run: PlannedRun): boolean => !maySkip.has(compiled.rule.id) || activity.sees(compiled, run);
      const isWanted = (run: PlannedRun): boolean => sees(run) && isOpen(one, run, changedAt);
      for (const [i, run] of one.runs.entries()) {
        if (one.outcomes.get(run.now.getTime()) instanceof RuleRunError) break;
        // What it saw may have been alerts that are not told any more.
        if (!sees(run)) one.outcomes.delete(run.now.getTime());
        if (!isWanted(run)) continue;
        one.outcomes.set(run.now.getTime(), await outcomeOf(parts.ahead, compiled, run, isWanted, { lane }));
        progress.update(done + i / one.runs.length, rules.length, "running rules");
      }
      done++;
    });
    const now = alertsOf(rules);
    const first = firstDifference(alerts, now);
    if (first === undefined) return told;
    changedAt = Math.min(
      ...[alerts[first], now[first]].flatMap((alert) => (alert ? [Date.parse(alert.timeGenerated)] : [])),
    );
    alerts = now;
    await parts.tell(alerts);
  }
  await parts.tell([]);
  parts.ahead.forget();
  return undefined;
}

/** Whether it is not known what comes of a run, now that alerts from some time on are others. */
function isOpen({ compiled, readsAlerts, outcomes }: Foretold, run: PlannedRun, changedAt: number): boolean {
  const known = outcomes.get(run.now.getTime());
  if (!known) return true;
  if (known instanceof RuleRunError || !readsAlerts || run.at.getTime() <= changedAt) return false;
  return known.rows > 0 || compiled.deciding.includes(alertTable);
}

/** A rule that takes too much is told of when its time comes. */
async function outcomeOf(
  ahead: RunAhead,
  ...[compiled, run, wanted, place]: Parameters<RunAhead["outcome"]>
): Promise<TimedOutcome | RuleRunError> {
  try {
    return await ahead.outcome(compiled, run, wanted, place);
  } catch (error) {
    if (error instanceof RuleRunError) return error;
    throw error;
  }
}

/** The alerts that come of the runs, in the order in which they are told. */
function alertsOf(rules: readonly Foretold[]): readonly Alert[] {
  const told: { readonly at: number; readonly alerts: readonly Alert[] }[] = [];
  for (const { compiled, runs, outcomes } of rules) {
    const { suppression = 0 } = compiled.rule;
    let restUntil = 0;
    for (const { at, now } of runs) {
      const outcome = outcomes.get(now.getTime());
      if (outcome instanceof RuleRunError) break;
      if (!outcome || outcome.alerts.length === 0 || at.getTime() < restUntil) continue;
      restUntil = at.getTime() + suppression;
      told.push({ at: at.getTime(), alerts: outcome.alerts });
    }
  }
  return told.sort((a, b) => a.at - b.at).flatMap(({ alerts }) => alerts);
}

function firstDifference(a: readonly Alert[], b: readonly Alert[]): number | undefined {
  const first = a.findIndex((alert, i) => !isDeepStrictEqual(alert, b[i]));
  if (first >= 0) return first;
  return a.length < b.length ? a.length : undefined;
}

/** Works on all rules, two at a time, where their queries can run beside others. */
async function inLanes(
  rules: readonly Foretold[],
  work: (one: Foretold, lane: number) => Promise<void>,
): Promise<void> {
  const isAlone = ({ compiled }: Foretold): boolean =>
    ![compiled.query, compiled.set ?? compiled.query].every(mayRunBeside);
  const first = rules.filter(isAlone);
  const others = rules.filter((one) => !isAlone(one));
  const lane = async (index: number): Promise<void> => {
    for (;;) {
      const one = (index === 0 ? first.shift() : undefined) ?? others.shift();
      if (!one) return;
      await work(one, index);
    }
  };
  await settled([lane(0), lane(1)]);
}
