import type { BuiltCollector } from "@sentinel-agent-identities/collector/built";
import type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
import type { CollectorSettings } from "./collector-settings";
import type { Sender } from "./settings";
import type { WaysIn } from "./ways-in";
import type { SentinelWorkspace } from "./workspace";

/** A collector with what it needs around it. */
export interface CollectorConfig {
  readonly workspace: SentinelWorkspace;
  /** Where the collector sends to: what it found out by `collector`, what others told the intake by `intake`. */
  readonly waysIn: WaysIn;
  /** Who may speak for which agents, for the intake. @default - nobody but each agent for itself */
  readonly senders?: readonly Sender[];
  /** Agents that Entra does not know. @default - none */
  readonly externalAgents?: readonly ExternalAgent[];
  readonly location: string;
  readonly resourceGroupName: string;
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** What tells this collector from others of the subscription, such as the resource group's name: names follow from it. */
  readonly key: string;
  /** The function app, and what it may ask Microsoft Graph for. */
  readonly built: BuiltCollector;
  readonly settings?: CollectorSettings;
  readonly tags?: Record<string, string>;
}
