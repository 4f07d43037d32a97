import { createHash } from "node:crypto";
import type { WorkCache } from "../../cache";
import {
  madeBySentinel,
  type Need,
  type PortalSettings,
  portalSettings,
  type ResultsOfRuns,
  SentinelEmulator,
  type WantedRuns,
  type Workspace,
} from "../../emulator";
import { type Progress, silent } from "../../progress";
import { agentDaysOf } from "../agent-days";
import type { BacktestReport } from "../backtest";
import { BacktestError } from "../errors";
import { Remarks } from "../history/remarks";
import { judge } from "../judge/judge";
import type { Attack } from "../truth";
import { AskRuns, type Question, unusable } from "./ask-runs";
import { type LogsClient, LogsRefusal } from "./logs-client";
import { presentTables } from "./present-tables";
import { ProgressFile } from "./progress-file";
import { runTextOf } from "./run-text";

const day = 24 * 3_600_000;

/** How much is going to be asked. */
export interface AskedPlan {
  /** runs of rules that may see rows */
  readonly runs: number;
  /** queries that ask for them, when none has to be asked again in halves */
  readonly queries: number;
  /** of these runs, those that an earlier try was told of */
  readonly known: number;
}

/** What to run where. */
export interface WorkspaceBacktestOptions {
  readonly client: LogsClient;
  /** the workspace's id */
  readonly workspaceId: string;
  /** rules, and the functions that they call; watchlists are those that the workspace has */
  readonly workspace: Workspace;
  readonly from: Date;
  readonly to: Date;
  /** file that keeps answers, so that the work goes on where it ended; gone with the result when `done` is called */
  readonly progressFile: string;
  /** told before rules are asked for; what it throws ends the work. @default - nobody is */
  readonly confirm?: (plan: AskedPlan) => void;
  readonly truth?: readonly Attack[];
  readonly portal?: Partial<PortalSettings>;
  readonly cache?: WorkCache;
  readonly progress?: Progress;
}

/** A report, and what to do once it is kept elsewhere. */
export interface WorkspaceBacktest {
  readonly report: BacktestReport;
  /** whether every run was answered in full */
  readonly complete: boolean;
  /** removes the progress file, unless some run has to be asked for again */
  done(): void;
}

/**
 * Runs rules over the past of a workspace, in the workspace: it is queried, and nothing is written to it. Grouping,
 * correlation and judgement are those of `backtest`.
 * @throws BacktestError when the workspace cannot be asked, or the progress file is about something else; EmulatorError for
 * rules that Azure would refuse to create
 */
export async function backtestWorkspace(options: WorkspaceBacktestOptions): Promise<WorkspaceBacktest> {
  const { client, from, to, truth, progress = silent, confirm = () => undefined, cache } = options;
  const rules = options.workspace.rules.filter(({ enabled }) => enabled);
  const workspace = { ...options.workspace, rules };
  assertWithin(truth ?? [], from, to);
  const emulator = await SentinelEmulator.open(workspace, cache ? { cache } : {});
  const remarks = new Remarks();
  try {
    emulator.check();
    const longest = Math.max(3 * day, ...rules.map(({ schedule }) => schedule?.period ?? 0));
    const [earliest, latest] = [new Date(from.getTime() - longest), new Date(to.getTime() + day)];
    const names = [...new Set(rules.flatMap((rule) => emulator.tablesOf(rule)))].sort();
    const present = await presentTables(client, names, earliest, to);
    const absent = new Map(
      names.filter((name) => present.get(name) === undefined).map((name) => [name, emulator.schemaOf(name)]),
    );
    for (const name of absent.keys()) remarks.add("missing-table", name, "the workspace has no such table", false, 0);
    for (const rule of rules)
      if (emulator.tablesOf(rule).some((name) => madeBySentinel.has(name)))
        remarks.add("real-alerts", rule.name, "reads the alerts that the workspace has, not those made here", false, 0);
    const ask = async (text: string) => {
      if ([...absent.keys()].some((name) => text.startsWith(`['${name}']`))) return { rows: [] };
      const answer = await client.ask(text, earliest, latest);
      if (answer.partial === undefined) return answer;
      throw new BacktestError(
        "the workspace",
        `told only in part when rows came in: ${answer.partial}`,
        "take a shorter time with --from and --to",
      );
    };
    let file: ProgressFile | undefined;
    const results = async (wanted: readonly WantedRuns[]): Promise<ResultsOfRuns> => {
      const questions = wanted.map(
        (one): Question => ({ wanted: one, text: runTextOf(one, workspace.functions, absent) }),
      );
      file = ProgressFile.open(options.progressFile, keyOf(options, questions));
      const asking = new AskRuns(client, file, remarks, progress);
      const chunks = asking.chunksOf(questions);
      const left = chunks.reduce((sum, { times }) => sum + times.length, 0);
      const runs = wanted.reduce((sum, one) => sum + one.runs.length, 0);
      confirm({ runs, queries: chunks.length, known: runs - left });
      return asking.all(chunks);
    };
    const { alerts, incidents, failures } = await emulator.replayElsewhere({ ask, results }, from, to, {
      portal: portalSettings(options.portal),
      progress,
    });
    const days = await agentDaysOf(
      async (text) => (await client.ask(text, from, to)).rows,
      (table) => present.get(table) !== undefined,
    );
    const complete = !remarks.all.some(({ leftOut }) => leftOut);
    return {
      report: {
        from: from.toISOString(),
        to: to.toISOString(),
        rows: Object.fromEntries([...present].map(([name, rows]) => [name, rows ?? 0])),
        remarks: remarks.all,
        ...judge({ alerts, incidents }, rules, days, truth),
        outcome: { alerts, incidents, failures },
        needs: incidents.length > 0 ? [] : emptyTables(present, emulator, rules),
      },
      complete,
      done: () => {
        if (complete) file?.discard();
      },
    };
  } catch (error) {
    throw error instanceof LogsRefusal ? unusable(error) : error;
  } finally {
    emulator.close();
    cache?.save();
  }
}

/** Tables without rows, and the rules that read them. */
function emptyTables(
  present: ReadonlyMap<string, number | undefined>,
  emulator: SentinelEmulator,
  rules: Workspace["rules"],
): Need[] {
  return [...present]
    .filter(([name, rows]) => !rows && !madeBySentinel.has(name))
    .map(([name]) => ({
      kind: "empty-table",
      what: `${name} has no rows`,
      rules: rules.filter((rule) => emulator.tablesOf(rule).includes(name)).map((rule) => rule.name),
    }));
}

/** Answers are of use only to those who ask the same. */
function keyOf({ workspaceId, from, to }: WorkspaceBacktestOptions, questions: readonly Question[]): string {
  const texts = questions.map(({ wanted, text }) => [wanted.rule.id, wanted.rule.schedule, text([from])]);
  return createHash("sha256")
    .update(JSON.stringify([workspaceId.toLowerCase(), from, to, texts]))
    .digest("hex");
}

function assertWithin(truth: readonly Attack[], from: Date, to: Date): void {
  for (const attack of truth)
    if (Date.parse(attack.to) < from.getTime() || Date.parse(attack.from) > to.getTime())
      throw new BacktestError(
        `the truth's "${attack.scenario}"`,
        `is from ${attack.from} to ${attack.to}; the time is from ${from.toISOString()} to ${to.toISOString()}`,
        "pass the truth of this time",
      );
}
