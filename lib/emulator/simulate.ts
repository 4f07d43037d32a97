import type { WorkCache } from "../cache";
import { type Progress, silent } from "../progress";
import { compileAhead } from "./ahead/compile-ahead";
import { checkStarts, type StartByHand } from "./automation/by-hand";
import { SentinelEmulator } from "./emulator";
import { EmulatorError } from "./errors";
import type { DirectoryData } from "./graph";
import type { IngestReport } from "./ingestion/ingestor";
import { inputFolder } from "./ingestion/input-folder";
import type { InputRow, InputSource, RejectedRow } from "./ingestion/input-row";
import { mergeReports } from "./ingestion/merge-reports";
import { type Need, needsOf } from "./needs";
import { type PortalSettings, portalSettings } from "./portal";
import type { Outcome, ReplayOptions } from "./replay";
import { type CloudOptions, type Fault, type Person, Responder, type Workload } from "./responses";
import type { Workspace } from "./workspace/model";
import { readWorkspace } from "./workspace/read-workspace";
import { withItemsFrom } from "./workspace/watchlist-folder";

const minute = 60_000;
const hour = 60 * minute;

/** What to simulate. */
export interface SimulateOptions extends Pick<ReplayOptions, "batch" | "timeout"> {
  /** synthesized Terraform: a `cdk.tf.json`, the folder of a stack, or a `cdktf.out` with one stack */
  readonly stack: string;
  /** folder of telemetry */
  readonly input: string;
  /** folder of watchlist items, `<Alias>.csv`; default: the items the Terraform has */
  readonly watchlists?: string;
  /** start; default: the full hour before the first event */
  readonly from?: Date;
  /** end; default: late enough for every rule to have looked at the last event */
  readonly to?: Date;
  /** what Microsoft Entra holds, for the playbooks to act on; without it, playbooks are started and not run */
  readonly directory?: DirectoryData;
  /** Microsoft Graph's permissions by object id of who holds them; default: those of the governance stack beside the stack */
  readonly graphGrants?: ReadonlyMap<string, readonly string[]>;
  /** what agents run in */
  readonly workloads?: readonly Workload[];
  /** analysts who comment on incidents */
  readonly people?: readonly Person[];
  /** playbooks that analysts start */
  readonly byHand?: readonly StartByHand[];
  /** where analysts work. @default - the portal that the Terraform names, else Defender's, see `defenderPortal` */
  readonly portal?: Partial<PortalSettings>;
  /** answers of the services that playbooks call, instead of their own */
  readonly faults?: readonly Fault[];
  /** where compiled queries are kept; default: with this process */
  readonly cache?: WorkCache;
  /** told what is being done and how far it is */
  readonly progress?: Progress;
  /** told what came of it while the workspace is still open, to ask it more. @default - nobody asks */
  readonly afterwards?: (emulator: SentinelEmulator, simulation: Simulation) => Promise<void>;
}

/** The report of a simulation; `schemas/simulation.schema.json` describes its JSON form. */
export interface Simulation extends Outcome {
  readonly from: string;
  readonly to: string;
  readonly portal: PortalSettings;
  readonly ingest: readonly IngestReport[];
  readonly rejected: readonly RejectedRow[];
  /** Where no incident was made: what rules would have needed. */
  readonly needs?: readonly Need[];
}

/**
 * Loads the Terraform into an emulator, replays the telemetry and lets the time pass in which it was made.
 * @throws EmulatorError, also for a playbook to start that there is not; KqlUnsupportedError, OtlpError, WorkflowError before anything is reported
 */
export async function simulate(options: SimulateOptions): Promise<Simulation> {
  const deployed = readWorkspace(options.stack);
  const portal = portalSettings(options.portal, deployed.portal);
  const workspace = options.watchlists
    ? { ...deployed, watchlists: withItemsFrom(options.watchlists, deployed.watchlists) }
    : deployed;
  const { progress = silent, cache, byHand = [] } = options;
  checkStarts(workspace, byHand);
  const emulator = await SentinelEmulator.open(workspace, cache ? { cache } : {});
  const responder = options.directory && new Responder(cloudOptions(emulator, options, options.directory), portal);
  try {
    const sources = inputFolder(options.input);
    await compileAhead(workspace, (rule) => emulator.tablesOf(rule), cache, progress);
    emulator.check();
    const span = new TimeSpan();
    const reports: IngestReport[] = [];
    for (const [i, source] of sources.entries()) {
      progress.update(i, sources.length, "reading telemetry");
      reports.push(...(await emulator.ingest(span.watch(source))));
    }
    if (span.isEmpty && !(options.from && options.to)) throw timeless(options.input, emulator.rejected);
    const from = options.from ?? span.start;
    const to = options.to ?? new Date(span.end.getTime() + settlingTime(workspace));
    const since = span.isEmpty || span.start > from ? from : span.start;
    const outcome = await emulator.simulate(from, to, {
      since,
      portal,
      byHand,
      ...responder?.replayOptions,
      ...(options.batch === undefined ? {} : { batch: options.batch }),
      ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
      progress,
    });
    const needs = outcome.incidents.length > 0 ? {} : { needs: await needsOf(emulator, emulator.workspace.rules, to) };
    const simulation: Simulation = {
      from: from.toISOString(),
      to: to.toISOString(),
      portal,
      ingest: mergeReports(reports),
      rejected: emulator.rejected,
      ...outcome,
      ...needs,
    };
    await options.afterwards?.(emulator, simulation);
    cache?.save();
    return simulation;
  } finally {
    await responder?.close();
    emulator.close();
  }
}

/** Without a row that tells its time, nobody knows which time is meant. */
function timeless(input: string, rejected: readonly RejectedRow[]): EmulatorError {
  const [first] = rejected;
  const why = first ? `: ${rejected.length} set aside, first ${first.place}: ${first.message}` : "";
  return new EmulatorError(
    input,
    `has no row that tells when it was${why}`,
    "give each row its TimeGenerated, ISO 8601 in UTC, or say from when and to when with --from and --to",
  );
}

function cloudOptions(
  emulator: SentinelEmulator,
  { stack, graphGrants, workloads = [], people = [], faults = [] }: SimulateOptions,
  directory: DirectoryData,
): CloudOptions {
  return { stack, emulator, directory, workloads, people, faults, ...(graphGrants ? { graphGrants } : {}) };
}

/** Long enough for the slowest rule to run once more after the last event. */
export function settlingTime(workspace: Workspace): number {
  return Math.max(hour, ...workspace.rules.map((rule) => rule.schedule?.frequency ?? 0)) + 10 * minute;
}

/** The stretch of time that the events cover. */
class TimeSpan {
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;

  get isEmpty(): boolean {
    return !Number.isFinite(this.first);
  }

  get start(): Date {
    return new Date(Number.isFinite(this.first) ? Math.floor(this.first / hour) * hour : 0);
  }

  get end(): Date {
    return new Date(Number.isFinite(this.last) ? Math.ceil(this.last / minute) * minute : 0);
  }

  /** The same source, noting the times that pass. */
  watch(source: InputSource): InputSource {
    return { ...source, rows: () => this.noting(source.rows()) };
  }

  private async *noting(rows: AsyncIterable<InputRow>): AsyncIterable<InputRow> {
    for await (const row of rows) {
      const time = Date.parse(String(row.data.TimeGenerated));
      if (!Number.isNaN(time)) {
        this.first = Math.min(this.first, time);
        this.last = Math.max(this.last, time);
      }
      yield row;
    }
  }
}
