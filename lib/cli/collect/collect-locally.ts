import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { VirtualClock } from "@sentinel-agent-identities/clock";
import type { Pacing } from "@sentinel-agent-identities/collector";
import {
  AssetSync,
  type AssetSyncReport,
  assetPermissions,
  CollectorError,
  FileStateStore,
  FolderSource,
  fetchTrusting,
  GraphClient,
  IngestionSender,
  type LineageReport,
  LineageVerifier,
  LogAnalytics,
  type SignatureReport,
  SignatureVerifier,
  version,
} from "@sentinel-agent-identities/collector";
import { readKeyRegistry, readLineagePolicy, readTrustedRoots } from "@sentinel-agent-identities/lineage";
import { inputFolder, type RejectedRow, readWorkspace, SentinelEmulator, type Workspace } from "../../emulator";
import { Directory, type DirectoryData, FakeGraph, GraphServer } from "../../emulator/graph";
import { IngestionServer, issueToken, localCredential, QueryServer } from "../../emulator/server";
import { readExternalAgents } from "../../external-agents";
import type { JobName } from "./job-names";

/** What to run, and on what. Each job needs what it reads. */
export interface LocalOptions {
  /** synthesized Terraform */
  readonly stack: string;
  readonly jobs: readonly JobName[];
  /** where state is kept between runs */
  readonly state: string;
  /** folder of telemetry that is in the workspace already */
  readonly input?: string;
  /** for assets: a directory as JSON, or a fleet's folder */
  readonly directory?: string;
  /** for assets: agents outside Entra */
  readonly agents?: string;
  /** for signatures, and for `SigningKeys` of assets: the key registry */
  readonly keys?: string;
  /** for lineage: the policy, the trusted root, and a folder of bundles */
  readonly policy?: string;
  readonly trustedRoot?: string;
  readonly bundles?: string;
  /** the present. @default - ten minutes after the newest telemetry arrived, else the machine's */
  readonly now?: Date;
}

/** What the jobs did, and what of their rows was refused. */
export interface LocalReport {
  readonly now: string;
  readonly assets?: AssetSyncReport;
  readonly signatures?: SignatureReport;
  readonly lineage?: LineageReport;
  readonly rejected: readonly RejectedRow[];
}

/** Who the collector is here. */
const principal = "c0110000-0000-4000-8000-000000000001";

/**
 * Runs jobs once against an emulated workspace and a fake Graph, over HTTPS as in Azure. Waiting takes no time.
 * @throws CollectorError for a job that lacks what it reads
 */
export async function collectLocally(options: LocalOptions): Promise<LocalReport> {
  const emulator = await SentinelEmulator.open(admitting(readWorkspace(options.stack)), { rules: [] });
  const closing: (() => Promise<void>)[] = [];
  try {
    for (const source of options.input ? inputFolder(options.input) : []) await emulator.ingest(source);
    const before = emulator.rejected.length;
    const clock = new VirtualClock(options.now ?? (await afterTelemetry(emulator)));
    const pacing: Pacing = { clock, sleep: async (milliseconds) => clock.advance(Math.ceil(milliseconds)) };
    const ingestion = await IngestionServer.start(emulator, { clock });
    closing.push(() => ingestion.close());
    const queries = await QueryServer.start(emulator, { clock });
    closing.push(() => queries.close());
    const sender = new IngestionSender({
      endpoint: ingestion.endpoint,
      ruleId: ruleOf(emulator.workspace),
      credential: localCredential(principal),
      ca: readFileSync(ingestion.caFile, "utf8"),
    });
    const logs = new LogAnalytics({
      endpoint: queries.endpoint,
      workspaceId: queries.workspaceId,
      token: async () => issueToken(principal, "https://api.loganalytics.io"),
      fetch: fetchTrusting(readFileSync(queries.caFile, "utf8")),
      pacing,
    });
    const store = new FileStateStore(options.state);
    const keys = options.keys === undefined ? undefined : readKeyRegistry(json(options.keys), options.keys);
    const reports: { assets?: AssetSyncReport; signatures?: SignatureReport; lineage?: LineageReport } = {};
    const now = clock.now().toISOString();

    if (options.jobs.includes("assets")) {
      const graph = await startGraph(directoryData(options.directory), clock);
      closing.push(() => graph.close());
      const client = new GraphClient({
        endpoint: graph.endpoint,
        token: async () => issueToken(principal, "https://graph.microsoft.com"),
        fetch: fetchTrusting(readFileSync(graph.caFile, "utf8")),
        pacing,
      });
      // The fake Graph forgets its changes with the process: a delta run would have nothing to go on from.
      const external = options.agents === undefined ? {} : { external: readExternalAgents(options.agents) };
      reports.assets = await new AssetSync({ graph: client, sender, store, clock, keys, ...external }).run("Full");
    }
    if (options.jobs.includes("signatures")) {
      const registry = keys ?? missing("signatures", "--keys", "a key registry");
      const identity = { verifierId: "local", verifierVersion: version };
      reports.signatures = await new SignatureVerifier({ logs, sender, store, registry, pacing, ...identity }).run();
    }
    if (options.jobs.includes("lineage")) {
      const text = (file: string | undefined, option: string, what: string) =>
        readFileSync(file ?? missing("lineage", option, what), "utf8");
      reports.lineage = await new LineageVerifier({
        logs,
        sender,
        pacing,
        policy: readLineagePolicy(text(options.policy, "--policy", "a lineage policy"), options.policy),
        roots: readTrustedRoots(text(options.trustedRoot, "--trusted-root", "a trusted root"), options.trustedRoot),
        source: new FolderSource(options.bundles ?? missing("lineage", "--bundles", "a folder of bundles")),
        verifierVersion: version,
      }).run();
    }
    return { now, ...reports, rejected: emulator.rejected.slice(before) };
  } finally {
    for (const close of closing.reverse()) await close();
    emulator.close();
  }
}

/** The workspace, where the collector may send and ask. */
function admitting(workspace: Workspace): Workspace {
  return {
    ...workspace,
    readers: [...(workspace.readers ?? []), principal],
    dataCollectionRules: workspace.dataCollectionRules.map((rule) => ({
      ...rule,
      senders: [...rule.senders, principal],
    })),
  };
}

function ruleOf({ dataCollectionRules }: Workspace): string {
  const rule = dataCollectionRules.find(({ streams }) => streams.some(({ name }) => name === "Custom-AgentAsset"));
  if (rule) return rule.immutableId;
  throw new CollectorError(
    "the stack",
    "has no rule with the stream Custom-AgentAsset",
    "synthesize it with this package",
  );
}

async function afterTelemetry(emulator: SentinelEmulator): Promise<Date> {
  const query = "AgentExecution_CL | summarize Newest = max(ingestion_time())";
  const { rows } = await emulator.query(query, { now: new Date() });
  const newest = Date.parse(String(rows[0]?.[0]));
  return Number.isNaN(newest) ? new Date() : new Date(newest + 600_000);
}

function startGraph(data: DirectoryData, clock: VirtualClock): Promise<GraphServer> {
  const permissions = { [principal]: [...assetPermissions.required, ...assetPermissions.optional] };
  return GraphServer.start(new FakeGraph({ directory: new Directory(data), clock, permissions }));
}

function directoryData(path: string | undefined): DirectoryData {
  const given = path ?? missing("assets", "--directory", "a directory as JSON, or a fleet's folder");
  return json(
    existsSync(given) && statSync(given).isDirectory() ? join(given, "directory.json") : given,
  ) as DirectoryData;
}

function json(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CollectorError(file, `is no JSON (${(error as Error).message})`, "give another file");
  }
}

function missing(job: JobName, option: string, what: string): never {
  throw new CollectorError(`job ${job}`, `needs ${what}`, `pass ${option}, or choose other jobs with --job`);
}
