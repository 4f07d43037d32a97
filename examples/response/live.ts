import { cacheFolder, WorkCache } from "../../lib/cache";
import {
  type Incident,
  inputFolder,
  mergeReports,
  readWorkspace,
  SentinelEmulator,
  type Simulation,
} from "../../lib/emulator";
import type { DirectoryData } from "../../lib/emulator/graph";
import { type PortalSettings, portalSettings } from "../../lib/emulator/portal";
import { type CloudRun, type EmulatedCloud, type Person, Responder, type Workload } from "../../lib/emulator/responses";

/** A stretch of time with everything in it. */
export interface Life {
  readonly stack: string;
  /** folder of telemetry */
  readonly input: string;
  /** items of watchlists instead of those in the Terraform, by alias */
  readonly watchlists?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  readonly directory: DirectoryData;
  readonly people?: readonly Person[];
  readonly workloads?: readonly Workload[];
  readonly from: Date;
  readonly to: Date;
  /** when the telemetry begins: summary rules run from then on. @default - `from` */
  readonly since?: Date;
  /** where analysts work. @default - the portal that the Terraform names */
  readonly portal?: Partial<PortalSettings>;
}

/** What happened, and the emulated tenant as it is afterwards. */
export interface Lived {
  readonly simulation: Simulation;
  readonly cloud: EmulatedCloud;
  readonly emulator: SentinelEmulator;
  /** Starts a playbook by hand on an incident. */
  start(playbook: string, incident: Incident, at: Date): Promise<CloudRun>;
  close(): Promise<void>;
}

/** Lives through a stretch of time: telemetry in, alerts, incidents, and the playbooks that they start, run. */
export async function live({
  stack,
  input,
  watchlists = {},
  from,
  to,
  since = from,
  portal,
  ...rest
}: Life): Promise<Lived> {
  const deployed = readWorkspace(stack);
  const cache = new WorkCache(cacheFolder());
  const workspace = {
    ...deployed,
    watchlists: deployed.watchlists.map((one) => {
      const items = watchlists[one.alias];
      if (!items) return one;
      // The columns that are deployed come first: rules that are bound against the same ones are compiled once.
      return { ...one, items, columns: [...new Set([...one.columns, ...items.flatMap((item) => Object.keys(item))])] };
    }),
  };
  const emulator = await SentinelEmulator.open(workspace, { cache });
  const settings = portalSettings(portal, deployed.portal);
  const responder = new Responder({ stack, emulator, ...rest }, settings);
  const cloud = await responder.cloud();
  const ingest = [];
  for (const source of inputFolder(input)) ingest.push(...(await emulator.ingest(source)));
  const outcome = await emulator.simulate(from, to, {
    since,
    ...responder.replayOptions,
  });
  cache.save();
  return {
    simulation: {
      from: from.toISOString(),
      to: to.toISOString(),
      portal: settings,
      ingest: mergeReports(ingest),
      rejected: emulator.rejected,
      ...outcome,
    },
    cloud,
    emulator,
    start: (playbook, incident, at) =>
      cloud.run(playbook, {
        triggerBody: outcome.automation.find(({ incidentNumber }) => incidentNumber === incident.number)!.triggerBody,
        at,
      }),
    close: async () => {
      await responder.close();
      emulator.close();
    },
  };
}
