import type { ExternalAgent } from "@sentinel-agent-identities/collector/external-agents";
import type { Content, RuleSettings, vocabulary } from "../content";
import type { CollectorSettings } from "./collector-settings";
import type { CorrelationSettings } from "./correlation";

/** How far playbooks may go, and who decides. */
export interface ResponseSettings {
  /** The most that any playbook does, whatever an agent's policy says. @default DryRun */
  readonly mode?: vocabulary.ResponseMode;
  /** Object ids of the people whose comment on an incident approves a response. @default - nobody */
  readonly approvers?: readonly string[];
  /** Hours that a playbook waits for an approval, 1 to 72. @default 8 */
  readonly approvalHours?: number;
  /** Where approvals are asked for besides comments on the incident. @default - nowhere */
  readonly approvals?: TeamsApprovals;
  /**
   * Approvers whose approval alone releases an agent that they own, sponsor or made: each with a reason and the last day
   * it holds, `yyyy-mm-dd` in UTC. @default - nobody
   */
  readonly releaseWaivers?: readonly ReleaseWaiver[];
  /** ARM ids of the resource groups whose workloads playbooks may pause and resume. @default - none */
  readonly workflowScopes?: readonly string[];
  /** Object id of the mailbox that notifications come from. @default - no mail is sent */
  readonly mailSender?: string;
}

/** Approvals in Microsoft Teams: in a channel, or in the chat of one person with the workflow bot. */
export interface TeamsApprovals {
  readonly channel: "teams";
  /** Id of the team that the channel is in. */
  readonly teamId?: string;
  /** Id of the channel, such as `19:…@thread.tacv2`. */
  readonly channelId?: string;
  /** User principal name of the person who is asked, instead of a channel. */
  readonly person?: string;
}

/** Who may send telemetry: a gateway, a platform, a team, or an agent itself. */
export interface Sender {
  /** Lower-case letters, digits and hyphens; part of its rule's name. */
  readonly name: string;
  /** Object id of the service principal or managed identity. */
  readonly principalId: string;
  /** Object ids of agent identities that it may speak for. @default - none */
  readonly agents?: readonly string[];
  /** appIds of blueprints for all of whose agents it may speak. @default - none */
  readonly blueprints?: readonly string[];
  /** Speaks for every agent of the tenant, as a gateway in front of all does. @default false */
  readonly everyAgent?: boolean;
  /** Agent's or service's name → object id of the agent whose spans those are that name it by no id. @default - none */
  readonly names?: Readonly<Record<string, string>>;
}

/** Lets one approver release agents of their own. */
export interface ReleaseWaiver {
  /** object id of one of the approvers */
  readonly approver: string;
  readonly reason: string;
  /** the last day it holds, `yyyy-mm-dd` in UTC */
  readonly expires: string;
}

/** Where and how the solution is deployed. Everything not set has a safe default. */
export interface AgentIdentitiesSettings extends RuleSettings {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Azure region by its short name, such as `westeurope`. */
  readonly location: string;
  /** A resource group to create, or one that exists. */
  readonly resourceGroup: { readonly name: string; readonly existing?: boolean };
  /** A workspace to create, or the ARM id of one that has Sentinel already. Retention in days, default 90. */
  readonly workspace: {
    readonly name?: string;
    readonly existingWorkspaceId?: string;
    readonly retentionInDays?: number;
  };
  /**
   * Object id, in this tenant, of the service principal of "Azure Security Insights" (appId 98785600-1bb7-4fb9-b9fa-19afe2c8a360).
   * It gets Microsoft Sentinel Automation Contributor on the resource group, without which no automation rule can start a playbook.
   * @default - playbooks are deployed, but started by hand
   */
  readonly sentinelServicePrincipalObjectId?: string;
  /** Who may send telemetry, and for which agents each may speak. Each gets a data collection rule of its own. @default - nobody */
  readonly senders?: readonly Sender[];
  /**
   * Object ids of service principals that send to the shared data collection rule. Their rows are seen by rules, but nobody
   * knows which row is whose: they are no evidence that stops an agent by itself. For senders that are not yet named.
   * @default - nobody
   */
  readonly senderPrincipalIds?: readonly string[];
  /** Watchlist items of this deployment, by alias. @default - none */
  readonly watchlistItems?: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>>;
  /** What is switched on beyond the default; `lib/content/vocabulary.ts` says what each does. @default - nothing */
  readonly features?: Readonly<Partial<Record<vocabulary.Feature, boolean>>>;
  /** What makes the incidents about agents: the story that one rule puts together, or each rule by itself. @default story */
  readonly incidents?: vocabulary.IncidentMode;
  /** Where analysts work: carried by every playbook as a tag, for the emulator to read. @default defender */
  readonly portal?: vocabulary.AnalystPortal;
  /** Whether the Defender portal correlates what rules find with other alerts. @default - it does not */
  readonly correlation?: CorrelationSettings;
  /** Of the playbooks. @default - dry runs */
  readonly response?: ResponseSettings;
  /** Of the collector, where the feature `collector` is on. @default - no OTLP intake */
  readonly collector?: CollectorSettings;
  /** Agents that Entra does not know, for the collector to write. @default - none */
  readonly externalAgents?: readonly ExternalAgent[];
  /**
   * Where the platforms of these agents take signed messages that ask to pause or resume one, by the platform's name, such as
   * `{ AWS: "https://agents.contoso.com/responses" }`. @default - nobody is asked, and PB-12 and PB-13 are not deployed
   */
  readonly externalAgentEndpoints?: Readonly<Record<string, string>>;
  /** Refuse to destroy the workspace and the tables. @default true */
  readonly protect?: boolean;
  readonly tags?: Readonly<Record<string, string>>;
  /** What to deploy. @default - everything this package ships */
  readonly content?: Content;
}
