import type { ValueObject, WorkflowRun } from "@sentinel-agent-identities/logic-apps";
import type { Incidents, Person, Workload } from "../arm";
import type { PlaybookRun } from "../automation/run";
import type { SentinelEmulator } from "../emulator";
import type { Fault } from "../faults";
import type { DirectoryData } from "../graph";
import type { Incident } from "../incidents/incident";
import type { Timeline } from "../timeline";

/** What playbooks meet when they run. */
export interface CloudOptions {
  /** synthesized Terraform: a `cdk.tf.json`, or the folder of a stack */
  readonly stack: string;
  /** the workspace of that stack; it stays open when the cloud closes */
  readonly emulator: SentinelEmulator;
  /** what Microsoft Entra holds */
  readonly directory: DirectoryData;
  /** Microsoft Graph's application permissions by object id of who holds them. @default - nobody holds any */
  readonly graphGrants?: ReadonlyMap<string, readonly string[]>;
  /** what agents run in, besides the Logic Apps of the stack. @default - nothing */
  readonly workloads?: readonly Workload[];
  /** analysts who comment on incidents. @default - nobody */
  readonly people?: readonly Person[];
  /** answers of any service instead of its own. @default - none */
  readonly faults?: readonly Fault[];
  /** milliseconds after which reads of Microsoft Graph show what was written. @default 0 */
  readonly lag?: number;
  /** what runs go by, together with others. @default - they go by themselves */
  readonly timeline?: Timeline;
  /** incidents that others know too. @default - those that playbooks are started with */
  readonly incidents?: Incidents;
}

/** What a playbook is started with: an incident, or any body its trigger may bring. */
export type Start = Incident | { readonly triggerBody?: unknown; readonly at: Date };

/** How one run differs from what is deployed. */
export interface PlaybookRunOptions {
  /** values of parameters, before those of the resource */
  readonly parameters?: ValueObject;
  /** name of the trigger, where the workflow has several */
  readonly trigger?: string;
  /** told of every table that rows are sent to, when they are. @default - nobody is */
  readonly uploaded?: (table: string, at: Date) => void;
}

/** A run with everything the workflow engine knows about it; a playbook that is disabled has none. */
export interface CloudRun extends PlaybookRun {
  readonly workflow?: WorkflowRun;
}
