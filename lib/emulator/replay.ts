import { type Progress, silent } from "../progress";
import { Incidents } from "./arm";
import type { StartByHand } from "./automation/by-hand";
import { nothingRan, type PlaybookRun, type RanPlaybook } from "./automation/run";
import type { StartedPlaybook } from "./automation/started";
import type { Incident } from "./incidents/incident";
import type { InputSource } from "./ingestion/input-row";
import { azurePortal, Portal, type PortalSettings, type ResolvedAlert } from "./portal";
import type { Activity } from "./rules/activity";
import type { Alert } from "./rules/alert";
import type { CompiledRule } from "./rules/compiled-rule";
import { DueRuns } from "./rules/due-runs";
import { RuleRunError } from "./rules/rule-run-error";
import type { RunAhead, RunAheadOptions, TimedOutcome, Wanted } from "./rules/run-ahead";
import { type PlannedRun, plannedRuns } from "./rules/schedule";
import { alertTable, securityAlerts } from "./rules/security-alert";
import { Timeline } from "./timeline";
import type { AnalyticsRule, Workspace } from "./workspace/model";

/** One run of a rule. */
export interface RuleRun {
  readonly rule: string;
  /** when it ran, ISO 8601 */
  readonly at: string;
  /** result rows */
  readonly rows: number;
  /** time the query took on this machine, in milliseconds */
  readonly ms: number;
}

/** Everything that happened in a simulated stretch of time. */
export interface Outcome {
  readonly runs: readonly RuleRun[];
  readonly alerts: readonly Alert[];
  readonly incidents: readonly Incident[];
  /** in the order they were started */
  readonly automation: readonly RanPlaybook[];
  /** alerts of other products that were resolved with an incident */
  readonly resolved: readonly ResolvedAlert[];
  /** what this rests on that no document says, and what was asked of the portal and did not come to pass */
  readonly notes: readonly string[];
  /** rules that took more memory or time than there is, and did not run any more from then on */
  readonly failures: readonly RuleFailure[];
  /** rules that could not run many times in one statement, and why */
  readonly singles: readonly { readonly rule: string; readonly reason: string }[];
}

/** A rule that did not run to the end of the time. */
export interface RuleFailure {
  readonly rule: string;
  /** the window of the run that failed, ISO 8601 */
  readonly from: string;
  readonly to: string;
  readonly message: string;
}

/**
 * Runs a playbook that was started, and says what came of it; it takes its turns on the replay's timeline.
 * @param uploaded told of every table that it sends rows to, when it does
 */
export type Respond = (started: StartedPlaybook, uploaded: (table: string, at: Date) => void) => Promise<PlaybookRun>;

/** How time passes. */
export interface ReplayOptions extends RunAheadOptions {
  /** from when on summary rules have been running. @default - from the start */
  readonly since?: Date;
  /** runs the playbooks, side by side with everything else. @default - none is run */
  readonly respond?: Respond;
  /** what `respond` goes by. @default - nobody else needs it */
  readonly timeline?: Timeline;
  /** the incidents that playbooks see. @default - nobody sees them */
  readonly incidents?: Incidents;
  /** playbooks that analysts start. @default - none */
  readonly byHand?: readonly StartByHand[];
  /** where alerts become incidents. @default - the Azure portal */
  readonly portal?: PortalSettings;
  /**
   * Milliseconds of time that a workspace which keeps its rows goes through at once: behind the last whole stretch it goes
   * on after it was ended. @default - by the rows; all of it where nothing is kept
   */
  readonly stretch?: number;
  /** told how far time has come, in milliseconds */
  readonly progress?: Progress;
}

/** What time passes over. */
export interface ReplayParts {
  readonly workspace: Workspace;
  readonly rules: readonly CompiledRule[];
  readonly activity: Activity;
  readonly ahead: Pick<RunAhead, "outcome" | "singles">;
  /** a playbook may have changed the columns of a watchlist, and with them the query of a rule */
  readonly current: (rule: AnalyticsRule) => CompiledRule;
  /** whether a rule has nothing to say of empty tables, at the ends of the time */
  readonly silentWhenEmpty: (compiled: CompiledRule, runs: readonly PlannedRun[]) => Promise<boolean>;
  readonly ingest: (source: InputSource) => Promise<void>;
}

/** Lets time pass: every rule runs when it is due, alerts become incidents, incidents start playbooks. */
export async function replay(parts: ReplayParts, from: Date, to: Date, options: ReplayOptions): Promise<Outcome> {
  const { workspace, activity, ahead } = parts;
  const { respond = leaveAlone, progress = silent, timeline = new Timeline() } = options;
  const maySkip = await skippable(parts, from, to);
  const runs: RuleRun[] = [];
  const alerts: Alert[] = [];
  const automation: (RanPlaybook | undefined)[] = [];
  const failures = new Map<string, RuleFailure>();
  const restUntil = new Map<string, number>();
  const start = (playbooks: readonly StartedPlaybook[]): void => {
    for (const started of playbooks) {
      const place = automation.push(undefined) - 1;
      const run = async (): Promise<void> => {
        automation[place] = { ...started, run: await respond(started, (table, at) => activity.note(table, at)) };
      };
      timeline.follow(run());
    }
  };
  const ingest = async (source: InputSource, table: string, at: Date): Promise<void> => {
    await parts.ingest(source);
    activity.note(table, at);
  };
  const portal = new Portal(options.portal ?? azurePortal, {
    workspace,
    timeline,
    incidents: options.incidents ?? new Incidents(),
    ingest,
    start,
    ...(options.byHand ? { byHand: options.byHand } : {}),
  });
  const due = new DueRuns(parts.rules, from, to);
  for (const { compiled: planned, run } of due) {
    await timeline.step(run.at);
    try {
      timeline.check();
      const { rule } = planned;
      const compiled = parts.current(rule);
      const wantedOf = (one: CompiledRule) => (some: PlannedRun) =>
        !maySkip.has(one.rule.id) || activity.sees(one, some);
      const wanted = wantedOf(compiled);
      if (failures.has(rule.id) || !wanted(run)) continue;
      progress.update(run.at.getTime() - from.getTime(), to.getTime() - from.getTime(), "running rules");
      if (run.at.getTime() < (restUntil.get(rule.id) ?? 0)) continue;
      const beside = function* (): Generator<Wanted> {
        for (const { compiled: other, run: first } of due.next) {
          const one = parts.current(other.rule);
          const wants = wantedOf(one);
          if (!failures.has(other.rule.id) && wants(first)) yield { compiled: one, run: first, wanted: wants };
        }
      };
      let outcome: TimedOutcome;
      try {
        outcome = await ahead.outcome(compiled, run, wanted, { beside });
      } catch (error) {
        if (!(error instanceof RuleRunError)) throw error;
        failures.set(rule.id, failureOf(error));
        continue;
      }
      const { rows, ms } = outcome;
      runs.push({ rule: rule.name, at: run.at.toISOString(), rows, ms: Math.round(ms * 10) / 10 });
      if (outcome.alerts.length === 0) continue;
      if (rule.suppression) restUntil.set(rule.id, run.at.getTime() + rule.suppression);
      alerts.push(...outcome.alerts);
      await ingest(securityAlerts(outcome.alerts), alertTable, run.at);
      portal.file(rule, outcome.alerts, run.at);
    } finally {
      timeline.leave();
    }
  }
  await timeline.settled();
  const singles = [...ahead.singles].map(([rule, reason]) => ({ rule, reason }));
  return {
    runs,
    alerts,
    incidents: portal.all,
    automation: automation.filter((ran) => ran !== undefined),
    resolved: portal.resolved,
    notes: portal.notes,
    failures: [...failures.values()],
    singles,
  };
}

/** Rules of which a run that sees nothing can be left out. */
export async function skippable(
  { rules, silentWhenEmpty }: ReplayParts,
  from: Date,
  to: Date,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const compiled of rules) {
    const runs = [...plannedRuns(compiled.rule, from, to)];
    const ends = [runs[0], runs.at(-1)].filter((run): run is PlannedRun => run !== undefined);
    if (await silentWhenEmpty(compiled, ends)) found.add(compiled.rule.id);
  }
  return found;
}

const failureOf = ({ rule, run, message }: RuleRunError): RuleFailure => ({
  rule: rule.name,
  from: run.from.toISOString(),
  to: run.to.toISOString(),
  message,
});

/** Without anybody to run them, playbooks are only started. */
const leaveAlone: Respond = async ({ at, playbook }) =>
  nothingRan("NotRun", at, `${playbook} was not run: no directory was given for it to act on`);
