import {
  type IngestReport,
  type Need,
  needsOf,
  type Outcome,
  portalSettings,
  type RejectedRow,
  SentinelEmulator,
  settlingTime,
  type Workspace,
  withItemsFrom,
} from "../emulator";
import { silent } from "../progress";
import { agentDaysOf } from "./agent-days";
import { usualArrival } from "./arrival";
import type { BacktestOptions } from "./backtest-options";
import { findFiles } from "./history/find-files";
import type { History } from "./history/history";
import { type Remark, Remarks } from "./history/remarks";
import { type Judgement, judge } from "./judge/judge";
import { missingFrom } from "./missing";
import { storeIn } from "./state";
import { takenIn } from "./taken-in";

/** What rules would have done to a history. */
export interface BacktestReport extends Judgement {
  /** the replayed time, ISO 8601 */
  readonly from: string;
  readonly to: string;
  /** rows by stream or table */
  readonly rows: Readonly<Record<string, number>>;
  readonly remarks: readonly Remark[];
  readonly outcome: Pick<Outcome, "alerts" | "incidents" | "failures">;
  /** what keeps rules silent; empty when there is an incident */
  readonly needs: readonly Need[];
}

/** The same of a replay, which knows everything that happened. */
export interface ReplayReport extends BacktestReport {
  readonly outcome: Outcome;
}

/** A history in an emulator, before time passes over it. */
export interface Stage {
  readonly emulator: SentinelEmulator;
  readonly history: History;
  readonly workspace: Workspace;
  readonly from: Date;
  readonly to: Date;
  readonly agentDays: number;
  readonly remarks: readonly Remark[];
  readonly ingest: readonly IngestReport[];
}

/**
 * Replays a history through transforms, rules, grouping and correlation, and measures what they told.
 * @throws BacktestError, KqlInputError, OtlpError for a history or a truth that cannot be worked with, before any rule runs
 */
export async function backtest(options: BacktestOptions): Promise<BacktestReport> {
  const stage = await openStage(options);
  try {
    return await runStage(stage, options);
  } finally {
    stage.emulator.close();
    options.cache?.save();
  }
}

/**
 * Reads a history and takes it in; the caller closes the emulator.
 * @throws BacktestError, KqlInputError, OtlpError
 */
export async function openStage(options: BacktestOptions): Promise<Stage> {
  const { input, cache, state } = options;
  const folder = options.watchlists ?? findFiles(input).watchlists;
  const watchlists = folder ? withItemsFrom(folder, options.workspace.watchlists) : options.workspace.watchlists;
  const workspace = { ...options.workspace, watchlists };
  const latencies = { ...usualArrival, ...options.arrival };
  const emulator = await SentinelEmulator.open(workspace, {
    latencies,
    ...(cache ? { cache } : {}),
    ...(state === undefined ? {} : { store: storeIn(state) }),
  });
  try {
    const taken = await takenIn(emulator, options);
    const { history } = taken;
    const hour = 3_600_000;
    const from = options.from ?? new Date(Math.floor(history.first.getTime() / hour) * hour);
    const to = options.to ?? new Date(history.last.getTime() + settlingTime(workspace));
    return {
      emulator,
      history,
      workspace,
      from,
      to,
      agentDays: await agentDaysOf(
        async (text) => (await emulator.query(text, { now: to, generated: { from, to } })).rows,
        (table) => emulator.hasTable(table),
      ),
      remarks: [
        ...history.remarks,
        ...missingFrom(history, emulator, enabledRules(workspace)),
        ...refusals(taken.rejected),
      ],
      ingest: taken.reports,
    };
  } catch (error) {
    emulator.close();
    throw error;
  }
}

/** Lets time pass over a history, and measures what rules told. */
export async function runStage(stage: Stage, options: BacktestOptions): Promise<ReplayReport> {
  const { emulator, history, workspace, from, to, agentDays } = stage;
  const { progress = silent, truth, timeout, stretch } = options;
  const outcome = await emulator.simulate(from, to, {
    since: history.first < from ? history.first : from,
    portal: portalSettings(options.portal),
    progress,
    ...(timeout === undefined ? {} : { timeout }),
    ...(stretch === undefined ? {} : { stretch }),
  });
  const { incidents } = outcome;
  const rules = enabledRules(workspace);
  const needs = incidents.length > 0 ? [] : await needsOf(emulator, rules, to);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    rows: history.rows,
    remarks: stage.remarks,
    ...judge(outcome, rules, agentDays, truth),
    outcome,
    needs,
  };
}

const enabledRules = ({ rules }: Workspace) => rules.filter(({ enabled }) => enabled);

/** Rows that the pipeline refused, by what was wrong with them. */
function refusals(rejected: readonly RejectedRow[]): readonly Remark[] {
  const remarks = new Remarks();
  for (const { target, message } of rejected) remarks.add("refused-row", target, message.replace(/, got .*/, ""), true);
  return remarks.all;
}
