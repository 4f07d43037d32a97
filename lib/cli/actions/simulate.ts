import { existsSync } from "node:fs";
import { join } from "node:path";
import { exitOnSignals } from "@sentinel-agent-identities/processes";
import { cacheFolder, WorkCache } from "../../cache";
import { simulate as simulateTelemetry } from "../../emulator";
import { withProgress } from "../progress";
import { simulationJson } from "../report/simulation-json";
import { simulationText } from "../report/simulation-text";
import { UsageError } from "../usage-error";
import { readPeople } from "./people-file";
import { readDirectory, readPortalSettings, readWorkloads } from "./response-files";
import type * as StoryFile from "./story-file";
import { checkWatchlistFiles } from "./watchlist-files";

export interface SimulateCommandOptions {
  readonly stack: string;
  readonly input: string;
  readonly watchlists?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly directory?: string;
  readonly people?: string;
  readonly workloads?: string;
  readonly portal?: "defender" | "azure";
  readonly portalSettings?: string;
  readonly timeout?: number;
  readonly report?: string;
  readonly verbose?: boolean;
  readonly cache: boolean;
  readonly format: "text" | "json";
}

/** Replays telemetry, and prints what came of it. */
export async function simulate(options: SimulateCommandOptions): Promise<void> {
  const { directory, people, workloads, portal, portalSettings, verbose, report, cache: cached, ...rest } = options;
  if (!directory && (people ?? workloads))
    throw new UsageError("--people and --workloads are for playbooks that run: pass --directory too");
  exitOnSignals();
  const afterwards = report && (require("./story-file") as typeof StoryFile).readingStory(report, options.input);
  const watchlists = options.watchlists ?? fleetWatchlists(options.input);
  checkWatchlistFiles(watchlists);
  const simulation = await withProgress((progress) =>
    simulateTelemetry({
      ...rest,
      ...(watchlists === undefined ? {} : { watchlists }),
      progress,
      ...(afterwards ? { afterwards } : {}),
      portal: { ...(portal ? { portal } : {}), ...(portalSettings ? readPortalSettings(portalSettings) : {}) },
      ...(cached ? { cache: new WorkCache(cacheFolder()) } : {}),
      ...(directory ? { directory: readDirectory(directory) } : {}),
      ...(people ? readPeople(people) : {}),
      ...(workloads ? { workloads: readWorkloads(workloads) } : {}),
    }),
  );
  console.log(
    options.format === "json"
      ? JSON.stringify(simulationJson(simulation), null, 2)
      : simulationText(simulation, verbose),
  );
  for (const row of simulation.rejected) console.error(`${row.place} not ingested into ${row.target}: ${row.message}`);
  if (verbose)
    for (const { rule, reason } of simulation.singles) console.error(`"${rule}" ran one run at a time: ${reason}`);
  for (const { message } of simulation.failures) console.error(`stopped: ${message}`);
  if (simulation.rejected.length + simulation.failures.length > 0) process.exitCode = 1;
}

/** A fleet's folder has what its agents may do beside what they did. */
function fleetWatchlists(input: string): string | undefined {
  const folder = join(input, "watchlists");
  return existsSync(folder) && existsSync(join(input, "telemetry")) ? folder : undefined;
}
