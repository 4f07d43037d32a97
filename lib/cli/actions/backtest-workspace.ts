import { existsSync, writeFileSync } from "node:fs";
import { exitOnSignals } from "@sentinel-agent-identities/processes";
import { type AskedPlan, azureLogsClient, backtestWorkspace, readTruth } from "../../backtest";
import { cacheFolder, WorkCache } from "../../cache";
import { withProgress } from "../progress";
import { backtestJson } from "../report/backtest/json";
import { backtestTables } from "../report/backtest/tables";
import { UsageError } from "../usage-error";
import { workspaceOf } from "./asked-workspace";
import { printed } from "./backtest";
import type { BacktestCommandOptions } from "./backtest-options";

const day = 24 * 3_600_000;
/** Days that are looked at, where nobody says which. */
const usualDays = 30;
/** Queries above which somebody has to say so. */
const mostQueries = 2000;
/** About what a query takes, in seconds, and how many are under way. */
const secondsPerQuery = 5;
const lanes = 5;

/** Runs rules over the past of a workspace, in it, and writes what they would have told. */
export async function inWorkspace(options: BacktestCommandOptions): Promise<void> {
  exitOnSignals();
  const { workspace: workspaceId, output, endpoint, truth, portal } = options;
  const odd = (["input", "watchlists", "sweep", "against", "dateOrder", "timeout", "report", "state"] as const).find(
    (name) => options[name] !== undefined,
  );
  if (odd)
    throw new UsageError(`--${odd.replace("dateOrder", "date-order")} is for a history: leave it out, or --workspace`);
  if (Object.keys(options.arrival).length > 0)
    throw new UsageError("--arrival is for a history: a workspace knows when its rows came in");
  if (output === undefined)
    throw new UsageError(
      "--workspace takes --output: progress is kept beside it, so that the work can go on where it ended",
    );
  const to = options.to ?? new Date(Math.floor(Date.now() / day) * day);
  const from = options.from ?? new Date(to.getTime() - usualDays * day);
  if (from >= to) throw new UsageError(`--from ${from.toISOString()} is not before --to ${to.toISOString()}`);
  const text = await withProgress(async (progress) => {
    const cache = options.cache ? new WorkCache(cacheFolder()) : undefined;
    const client = azureLogsClient({ workspaceId: workspaceId!, ...(endpoint ? { endpoint } : {}) });
    const { report, complete, done } = await backtestWorkspace({
      ...{ client, workspaceId: workspaceId!, from, to, progress },
      workspace: await workspaceOf(options, cache, progress),
      progressFile: `${output}.progress`,
      confirm: (plan) => confirm(plan, options.yes),
      portal: { portal },
      ...(truth === undefined ? {} : { truth: readTruth(truth) }),
      ...(cache ? { cache } : {}),
    });
    if (!complete || report.outcome.failures.length > 0) process.exitCode = 1;
    writeFileSync(output, `${printed(options.format, "Backtest", backtestJson(report), backtestTables(report))}\n`);
    done();
    return existsSync(`${output}.progress`)
      ? `${output} is written, without the runs that were not answered: they are told in it. The same command asks for them again.`
      : `${output} is written.`;
  });
  console.log(text);
}

function confirm({ runs, queries, known }: AskedPlan, yes: boolean): void {
  const minutes = Math.ceil((queries * secondsPerQuery) / lanes / 60);
  const before = known > 0 ? `, ${known} of them answered before` : "";
  const plan = `${runs} runs that may see rows${before}: ${queries} queries, about ${minutes} min`;
  if (queries > mostQueries && !yes)
    throw new UsageError(
      `${plan}; more than ${mostQueries} take --yes. Less time (--from, --to) or fewer rules (--rule) take fewer`,
    );
  console.error(plan);
}
