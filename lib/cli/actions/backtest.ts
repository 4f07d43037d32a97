import { type BacktestOptions, backtest as backtestHistory, contentWorkspace, readTruth, ruleId } from "../../backtest";
import { cacheFolder, WorkCache } from "../../cache";
import { didYouMean, loadContent } from "../../content";
import { readWorkspace, type Workspace } from "../../emulator";
import { exitOnSignals } from "../../processes";
import type { Progress } from "../../progress";
import type { BacktestCommandOptions } from "../commands/backtest";
import { withProgress } from "../progress";
import { tablesHtml } from "../report/backtest/html";
import { backtestJson } from "../report/backtest/json";
import { backtestTables, type ReportTable } from "../report/backtest/tables";
import { tablesText } from "../report/backtest/text";
import { UsageError } from "../usage-error";

/** Replays history, and prints what the rules would have told. */
export async function backtest(options: BacktestCommandOptions): Promise<void> {
  const { input, workspace: id } = options;
  if ((input === undefined) === (id === undefined))
    throw new UsageError("pass --input with a folder of history, or --workspace with the id of a workspace");
  exitOnSignals();
  const { json, tables, failed } = await withProgress((progress) => replayed(options, progress));
  console.log(printed(options.format, "Backtest", json, tables));
  if (failed) process.exitCode = 1;
}

interface Made {
  readonly json: Record<string, unknown>;
  readonly tables: readonly ReportTable[];
  readonly failed: boolean;
}

async function replayed(options: BacktestCommandOptions, progress: Progress): Promise<Made> {
  const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
  const workspace = workspaceOf(options, cache, progress);
  const report = await backtestHistory({ ...backtestOptions(options, progress, cache), workspace });
  return { json: backtestJson(report), tables: backtestTables(report), failed: report.outcome.failures.length > 0 };
}

/** What a command's options ask of a backtest. */
export function backtestOptions(
  options: BacktestCommandOptions,
  progress: Progress,
  cache: WorkCache | undefined,
): Omit<BacktestOptions, "workspace"> {
  const { input, truth, watchlists, from, to, arrival, dateOrder, portal, timeout } = options;
  return {
    input: input!,
    arrival,
    progress,
    portal: { portal },
    ...(truth === undefined ? {} : { truth: readTruth(truth) }),
    ...(watchlists === undefined ? {} : { watchlists }),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(dateOrder ? { dateOrder } : {}),
    ...(timeout === undefined ? {} : { timeout }),
    ...(cache ? { cache } : {}),
  };
}

/**
 * The workspace that is asked about: a tenant's Terraform, or what the content becomes.
 * @throws UsageError for a rule that it does not have
 */
export function workspaceOf(
  { stack, content, rule }: Pick<BacktestCommandOptions, "stack" | "content" | "rule">,
  cache: WorkCache | undefined,
  progress: Progress,
): Workspace {
  const whole = stack === undefined ? contentWorkspace(loadContent(content, cache, progress)) : readWorkspace(stack);
  return rule.length === 0 ? whole : { ...whole, rules: rule.flatMap((id) => rulesOf(whole, id)) };
}

/**
 * The rules of a catalogue id.
 * @throws UsageError when there is none
 */
export function rulesOf({ rules }: Workspace, id: string): Workspace["rules"] {
  const found = rules.filter((rule) => ruleId(rule).toLowerCase() === id.toLowerCase() || rule.name === id);
  if (found.length > 0) return found;
  throw new UsageError(`there is no rule "${id}"${hint(didYouMean(id, rules.map(ruleId)))}`);
}

const hint = (suggestion: string | undefined): string => (suggestion ? `; ${suggestion}` : "");

/** A result in the form that is asked for. */
export function printed(
  format: "text" | "json" | "html",
  title: string,
  json: Record<string, unknown>,
  tables: readonly ReportTable[],
): string {
  if (format === "json") return JSON.stringify(json, null, 2);
  return format === "html" ? tablesHtml(title, tables) : tablesText(tables);
}
