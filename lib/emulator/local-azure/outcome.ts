import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceManager } from "../arm";
import { checkStarts, type StartByHand } from "../automation/by-hand";
import type { DirectoryData } from "../graph";
import { mergeReports } from "../ingestion/merge-reports";
import { type PortalSettings, portalSettings } from "../portal";
import { type Person, Responder, type Workload } from "../responses";
import type { Simulation } from "../simulate";
import { documentOf, stackOf } from "../terraform/applied-stack";
import type { LocalWorkspace } from "./local-workspace";

const hour = 3_600_000;

/** What playbooks meet; without a directory they are started and not run. */
export interface Surroundings {
  /** what Microsoft Entra holds */
  readonly directory?: DirectoryData;
  /** Microsoft Graph's application permissions by object id of who holds them */
  readonly graphGrants?: ReadonlyMap<string, readonly string[]>;
  readonly workloads?: readonly Workload[];
  readonly people?: readonly Person[];
  /** playbooks that analysts start */
  readonly byHand?: readonly StartByHand[];
  /** where analysts work. @default - the portal that was applied, else Defender's */
  readonly portal?: Partial<PortalSettings>;
}

/**
 * What the rules of a workspace find in what was sent to it, from its first rows on: each runs when it is due, alerts become
 * incidents, incidents start playbooks. Nothing of it stays: asked again, all is lived through again.
 * @param to until when
 */
export async function outcomeOf(
  workspace: LocalWorkspace,
  manager: ResourceManager,
  to: Date,
  { directory, portal: given, byHand = [], ...others }: Surroundings = {},
): Promise<Simulation> {
  const first = workspace.uploads[0];
  const from = new Date(Math.floor((first ? Date.parse(first.arrival) : to.getTime()) / hour) * hour);
  const emulator = await workspace.again();
  const folder = mkdtempSync(join(tmpdir(), "agentid-applied-"));
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(documentOf(stackOf(manager.store, workspace.id))));
  const portal = portalSettings(given, workspace.model.portal);
  checkStarts(workspace.model, byHand);
  const responder = directory && new Responder({ stack: folder, emulator, directory, ...others }, portal);
  try {
    const outcome = await emulator.simulate(from, to, { portal, byHand, ...responder?.replayOptions });
    const { rejected } = emulator;
    return { from: from.toISOString(), to: to.toISOString(), portal, ingest: mergeReports([]), rejected, ...outcome };
  } finally {
    await responder?.close();
    emulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
