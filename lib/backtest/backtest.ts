import type { WorkCache } from "../cache";
import {
  type IngestReport,
  mergeReports,
  type Need,
  needsOf,
  type Outcome,
  type PortalSettings,
  portalSettings,
  type RejectedRow,
  SentinelEmulator,
  settlingTime,
  type Workspace,
  withItemsFrom,
} from "../emulator";
import { type Progress, silent } from "../progress";
import { agentDaysOf } from "./agent-days";
import { usualArrival } from "./arrival";
import { BacktestError } from "./errors";
import { type History, readHistory } from "./history/history";
import type { DateOrder } from "./history/instant";
import { type Remark, Remarks } from "./history/remarks";
import { type Judgement, judge } from "./judge/judge";
import { missingFrom } from "./missing";
import type { Attack } from "./truth";

/** What to replay. */
export interface BacktestOptions {
  /** folder of the history: that of a fleet, or exports named after their tables */
  readonly input: string;
  /** tables, functions, watchlists and rules, as the Terraform has them */
  readonly workspace: Workspace;
  /** attacks that are known to be in it; an empty list says that there are none. @default - not judged */
  readonly truth?: readonly Attack[];
  /** folder of watchlist items, `<Alias>.csv`. @default - `watchlists/` of the history, else the workspace's */
  readonly watchlists?: string;
  /** when rules begin to run. @default - the full hour before the first row */
  readonly from?: Date;
  /** when they end. @default - when every rule has looked at the last row */
  readonly to?: Date;
  /** from TimeGenerated to ingestion by stream or table, in milliseconds, where rows do not say. @default - `usualArrival`, own records 30 s */
  readonly arrival?: Readonly<Record<string, number>>;
  /** day or month first, where dates with slashes leave it open. @default - refused */
  readonly dateOrder?: DateOrder;
  /** where analysts work. @default - the Defender portal */
  readonly portal?: Partial<PortalSettings>;
  /** wall-clock time that a statement may take, in milliseconds. @default 180000 */
  readonly timeout?: number;
  readonly cache?: WorkCache;
  readonly progress?: Progress;
}

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
  const { input, truth = [], progress = silent, cache, dateOrder } = options;
  const lookFor = truth.map(({ agentId }) => agentId);
  const history = await readHistory(input, options.workspace, {
    lookFor,
    progress,
    ...(dateOrder ? { dateOrder } : {}),
  });
  if (!Number.isFinite(history.first.getTime()))
    throw new BacktestError(input, "holds no row with a TimeGenerated", "export tables, not summaries of them");
  assertWithin(truth, history);
  const folder = options.watchlists ?? history.watchlists;
  const watchlists = folder ? withItemsFrom(folder, options.workspace.watchlists) : options.workspace.watchlists;
  const workspace = { ...options.workspace, watchlists };
  const latencies = { ...usualArrival, ...options.arrival };
  const emulator = await SentinelEmulator.open(workspace, { latencies, ...(cache ? { cache } : {}) });
  try {
    emulator.check();
    const reports: IngestReport[] = [];
    for (const [i, source] of history.sources.entries()) {
      progress.update(i, history.sources.length, "taking the history in");
      reports.push(...(await emulator.ingest(source)));
    }
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
        ...refusals(emulator.rejected),
      ],
      ingest: mergeReports(reports),
    };
  } catch (error) {
    emulator.close();
    throw error;
  }
}

/** Lets time pass over a history, and measures what rules told. */
export async function runStage(stage: Stage, options: BacktestOptions): Promise<ReplayReport> {
  const { emulator, history, workspace, from, to, agentDays } = stage;
  const { progress = silent, truth, timeout } = options;
  const outcome = await emulator.simulate(from, to, {
    since: history.first < from ? history.first : from,
    portal: portalSettings(options.portal),
    progress,
    ...(timeout === undefined ? {} : { timeout }),
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

/** @throws BacktestError for attacks on agents, or at times, that the history does not have */
function assertWithin(truth: readonly Attack[], { first, last, absent, folder }: History): void {
  for (const { scenario, agentId, from, to } of truth) {
    const where = `the truth's "${scenario}"`;
    if (absent.includes(agentId))
      throw new BacktestError(
        where,
        `names the agent ${agentId}, which no row of ${folder} names`,
        "check the id, or pass the truth of this history",
      );
    if (Date.parse(to) < first.getTime() || Date.parse(from) > last.getTime())
      throw new BacktestError(
        where,
        `is from ${from} to ${to}; the history is from ${first.toISOString()} to ${last.toISOString()}`,
        "pass the truth of this history",
      );
  }
}

/** Rows that the pipeline refused, by what was wrong with them. */
function refusals(rejected: readonly RejectedRow[]): readonly Remark[] {
  const remarks = new Remarks();
  for (const { target, message } of rejected) remarks.add("refused-row", target, message.replace(/, got .*/, ""), true);
  return remarks.all;
}
