import { join } from "node:path";
import { exitOnSignals } from "@sentinel-agent-identities/processes";
import {
  type BacktestOptions,
  backtest as backtestHistory,
  compare,
  contentOfRevision,
  contentWorkspace,
  openStage,
  readTruth,
  ruleId,
  runStage,
  type SweptThreshold,
  sweep,
} from "../../backtest";
import { cacheFolder, WorkCache } from "../../cache";
import type { Workspace } from "../../emulator";
import type { Progress } from "../../progress";
import { tablesPage } from "../../report";
import { withProgress } from "../progress";
import { backtestJson } from "../report/backtest/json";
import { comparisonTables, sweepTables } from "../report/backtest/more-tables";
import { backtestTables, type ReportTable } from "../report/backtest/tables";
import { tablesText } from "../report/backtest/text";
import { UsageError } from "../usage-error";
import { rulesOf, uncheckedWorkspaceOf } from "./asked-workspace";
import type { BacktestCommandOptions } from "./backtest-options";
import { reportFile } from "./report-file";
import type * as StoryFile from "./story-file";
import { checkWatchlistFiles } from "./watchlist-files";

/** Replays history, and prints what the rules would have told. */
export async function backtest(options: BacktestCommandOptions): Promise<void> {
  if (options.input === undefined)
    throw new UsageError("say what to replay: --input with a folder, or --workspace with the id of a workspace");
  if (options.output !== undefined) throw new UsageError("--output goes with --workspace; elsewhere write > FILE");
  const write = options.report === undefined ? undefined : reportFile(options.report);
  exitOnSignals();
  const { json, tables, failed, page } = await withProgress((progress) => replayed(options, progress));
  if (page !== undefined) write?.(page);
  console.log(printed(options.format, "Backtest", json, tables));
  if (failed) process.exitCode = 1;
}

interface Made {
  readonly json: Record<string, unknown>;
  readonly tables: readonly ReportTable[];
  readonly failed: boolean;
  /** where one is asked for */
  readonly page?: string;
}

async function replayed(options: BacktestCommandOptions, progress: Progress): Promise<Made> {
  const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
  const asked = {
    ...backtestOptions(options, progress, cache),
    ...(await uncheckedWorkspaceOf(options, cache, progress)),
  };
  const { workspace } = asked;
  const swept = options.sweep === undefined ? [] : rulesOf(workspace, options.sweep);
  const before = options.against === undefined ? undefined : revisionOf(options, options.against);
  const stage = await openStage(asked);
  try {
    const report = await runStage(stage, asked);
    const failed = report.outcome.failures.length > 0;
    const json = { ...backtestJson(report) };
    const tables = backtestTables(report);
    if (options.sweep !== undefined) {
      json.sweep = await sweep(stage, swept, asked);
      tables.push(...sweepTables(json.sweep as SweptThreshold[]));
    }
    if (before) {
      // The history of both is one and the same, and was judged above.
      const { truth: _, state, ...unjudged } = asked;
      const was = await backtestHistory({
        ...unjudged,
        workspace: before,
        ...(state === undefined ? {} : { state: join(state, options.against!) }),
      });
      const comparison = compare(
        { alerts: was.outcome.alerts, rules: before.rules },
        { alerts: report.outcome.alerts, rules: workspace.rules },
      );
      json.against = { revision: options.against, ...comparison };
      tables.push(...comparisonTables(options.against!, comparison));
    }
    if (options.report === undefined) return { json, tables, failed };
    const { backtestPage } = require("./story-file") as typeof StoryFile;
    const page = await backtestPage(stage.emulator, report, stage.ingest, options.portal, tables);
    return { json, tables, failed, page };
  } finally {
    stage.emulator.close();
    cache?.save();
  }
}

/** What the content of a revision becomes; the rules that are asked for, as far as it has them. */
function revisionOf({ content, stack, rule }: BacktestCommandOptions, revision: string): Workspace {
  if (stack !== undefined) throw new UsageError("--against compares content: leave --stack out");
  const whole = contentWorkspace(contentOfRevision(content, revision));
  const asked = rule.map((id) => id.toLowerCase());
  return asked.length === 0
    ? whole
    : { ...whole, rules: whole.rules.filter((one) => asked.includes(ruleId(one).toLowerCase())) };
}

/** What a command's options ask of a backtest. */
export function backtestOptions(
  options: Partial<BacktestCommandOptions>,
  progress: Progress,
  cache: WorkCache | undefined,
): Omit<BacktestOptions, "workspace"> {
  const { input, truth, watchlists, from, to, arrival, dateOrder, portal, state, timeout } = options;
  checkWatchlistFiles(watchlists);
  return {
    input: input!,
    progress,
    ...(arrival ? { arrival } : {}),
    ...(portal ? { portal: { portal } } : {}),
    ...(truth === undefined ? {} : { truth: readTruth(truth) }),
    ...(watchlists === undefined ? {} : { watchlists }),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(state === undefined ? {} : { state }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(cache ? { cache } : {}),
  };
}

/** A result in the form that is asked for. */
export function printed(
  format: "text" | "json" | "html",
  title: string,
  json: Record<string, unknown>,
  tables: readonly ReportTable[],
): string {
  if (format === "json") return JSON.stringify(json, null, 2);
  return format === "html" ? tablesPage(title, tables) : tablesText(tables);
}
