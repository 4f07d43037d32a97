import { isDeepStrictEqual } from "node:util";
import { type Progress, silent } from "../progress";
import { incidentTable } from "./portal/security-incident";
import { type Outcome, type ReplayOptions, type ReplayParts, replay, skippable } from "./replay";
import type { Activity } from "./rules/activity";
import type { Alert } from "./rules/alert";
import type { CompiledRule } from "./rules/compiled-rule";
import { Foretold } from "./rules/foretold";
import type { Retold } from "./rules/retold-alerts";
import { RuleRunError } from "./rules/rule-run-error";
import { mayRunBeside, type RunAhead, settled, type TimedOutcome } from "./rules/run-ahead";
import type { PlannedRun } from "./rules/schedule";
import { alertTable } from "./rules/security-alert";
import type { Stretches } from "./store/stretches";

/** After so many rounds alerts still lead to other alerts: what follows is found run by run. */
const mostRounds = 8;

/** What a replay is foretold from. */
export interface ForetoldParts extends ReplayParts, Stretches {
  readonly ahead: RunAhead;
  /** what SecurityAlert holds of it */
  readonly alerts: Retold;
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
  return replay({ ...parts, ahead: { outcome, singles: parts.ahead.singles }, ingest }, from, to, {
    ...options,
    ...(options.progress ? { progress: toldAs("making incidents", options.progress) } : {}),
  });
}

/** The same work by another name: what is told of it is no part of what was told before. */
const toldAs = (what: string, progress: Progress): Progress => ({
  update: (done, total) => progress.update(done, total, what),
});

/** What comes of every run; nothing where that does not come to rest. */
async function foretell(
  parts: ForetoldParts,
  from: Date,
  to: Date,
  { progress = silent }: ReplayOptions,
): Promise<ReadonlyMap<string, Foretold> | undefined> {
  const maySkip = await skippable(parts, from, to);
  const byName = parts.rules.toSorted((a, b) => a.rule.name.localeCompare(b.rule.name, "en"));
  const rules = byName.map((compiled) => new Foretold(compiled, from, to));
  const activity = parts.activity.copy();
  for (const [i, end] of parts.stretches.entries()) {
    for (const one of rules) one.goTo(end);
    const kept = await parts.kept?.get(end);
    if (kept) for (const one of rules) one.recall(kept);
    else {
      const tell = (share: number): void => progress.update(i + share, parts.stretches.length, "running rules");
      if (!(await comesToRest(parts, rules, maySkip, activity, tell))) {
        await parts.alerts.withdraw();
        parts.ahead.end = to;
        parts.ahead.forget();
        return undefined;
      }
      await parts.kept?.put(
        end,
        rules.map((one) => one.kept()),
      );
    }
    const alerts = alertsOf(rules);
    if (kept) await parts.alerts.tell(alerts);
    await parts.alerts.settle();
    noteAlerts(activity, alerts);
    for (const one of rules) one.settle();
  }
  return new Map(rules.map((one) => [one.compiled.rule.id, one]));
}

/** Makes the runs of a stretch until what they tell is what they saw. @returns whether that was so in the end */
async function comesToRest(
  parts: ForetoldParts,
  rules: readonly Foretold[],
  maySkip: ReadonlySet<string>,
  before: Activity,
  tell: (share: number) => void,
): Promise<boolean> {
  let alerts: readonly Alert[] = [];
  let changedAt = -Infinity;
  parts.ahead.end = rules[0]?.end ?? parts.ahead.end;
  for (let round = 0; round < mostRounds; round++) {
    const activity = before.copy();
    noteAlerts(activity, alerts);
    const shareOf = sharesOfRound(round);
    let [done, told] = [0, 0];
    await inLanes(rules, async (one, lane) => {
      const { compiled } = one;
      const sees = (run: PlannedRun): boolean => !maySkip.has(compiled.rule.id) || activity.sees(compiled, run);
      const isWanted = (run: PlannedRun): boolean => sees(run) && one.isOpen(run, changedAt);
      for (const [i, run] of one.due.entries()) {
        if (one.outcomes.get(run.now.getTime()) instanceof RuleRunError) break;
        // What it saw may have been alerts that are not told any more.
        if (!sees(run)) one.outcomes.delete(run.now.getTime());
        if (!isWanted(run)) continue;
        one.outcomes.set(run.now.getTime(), await outcomeOf(parts.ahead, compiled, run, isWanted, { lane }));
        // Of two lanes, one may be behind.
        told = Math.max(told, (done + i / one.due.length) / rules.length);
        tell(shareOf(told));
      }
      done++;
    });
    const now = alertsOf(rules);
    const first = firstDifference(alerts, now);
    if (first === undefined) return true;
    changedAt = Math.min(
      ...[alerts[first], now[first]].flatMap((alert) => (alert ? [Date.parse(alert.timeGenerated)] : [])),
    );
    alerts = now;
    await parts.alerts.tell(alerts);
  }
  return false;
}

/** The first round makes nearly all runs, and each one after it fewer: nobody knows how many there are. */
function sharesOfRound(round: number): (share: number) => number {
  const begin = round === 0 ? 0 : 1 - 0.2 * 0.5 ** round;
  const end = 1 - 0.2 * 0.5 ** (round + 1);
  return (share) => begin + share * (end - begin);
}

function noteAlerts(activity: Activity, alerts: readonly Alert[]): void {
  for (const time of new Set(alerts.map(({ timeGenerated }) => Date.parse(timeGenerated))))
    activity.note(alertTable, new Date(time));
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

/** The alerts that come of a stretch, in the order in which they are told. */
const alertsOf = (rules: readonly Foretold[]): readonly Alert[] =>
  rules
    .flatMap((one) => one.told())
    .sort((a, b) => a.at - b.at)
    .flatMap(({ alerts }) => alerts);

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
