/** Words that Sentinel and Azure Monitor accept, spelled as their APIs spell them. */

/** Column types a content file uses; the Kusto spelling. The two Azure APIs that differ are handled at synthesis. */
export const columnTypes = ["boolean", "datetime", "dynamic", "guid", "int", "long", "real", "string"] as const;

/** Types a data collection rule's stream accepts: Azure has no guid there. */
export const streamColumnTypes = ["boolean", "datetime", "dynamic", "int", "long", "real", "string"] as const;

/** Table plans. Only Analytics tables feed analytics rules; Auxiliary ones have no dynamic columns and keep their plan for ever. */
export const tablePlans = ["Analytics", "Basic", "Auxiliary"] as const;

/** Whether the Defender portal correlates a rule's alerts with others. */
export const correlations = ["excluded", "included"] as const;
export type Correlation = (typeof correlations)[number];

/** Where analysts work: Defender makes the incidents, or Microsoft Sentinel does. */
export const portals = ["defender", "azure"] as const;
export type AnalystPortal = (typeof portals)[number];

/** Kinds of detections: those of one kind may be one event seen twice. Nothing is stopped for what is wrong with the platform. */
export const evidenceFamilies = {
  identity: "what the agent is, and who may act as it",
  lineage: "the code that it runs",
  signing: "its signed records",
  egress: "where it sends, and how much",
  behaviour: "what it does, compared with what it usually does",
  data: "which data it touches",
  platform: "the watch and the response themselves",
  story: "other detections, put together",
} as const;
export type EvidenceFamily = keyof typeof evidenceFamilies;

/** Who wrote what a detection rests on: the weakest of its sources, where it reads several. */
export const evidenceSources = {
  telemetry: "senders of execution rows",
  entra: "Microsoft Entra and Microsoft Graph",
  azure: "Azure's own logs",
  purview: "Microsoft Purview and Microsoft 365",
  inventory: "the collector, from Microsoft Graph",
  lineage: "the collector, from provenance",
  verifier: "the collector, from signatures",
  platform: "Sentinel and the playbooks",
} as const;
export type EvidenceSource = keyof typeof evidenceSources;

/** How much an alert says by itself, most first: proof, what calls for an answer when it is sure, a sign among others. */
export const riskWeights = ["decisive", "strong", "weak"] as const;

/** What makes the incidents about agents: one rule that puts together what the others find, or each rule by itself. */
export const incidentModes = ["story", "rule"] as const;
export type IncidentMode = (typeof incidentModes)[number];
export const defaultIncidents: IncidentMode = "story";

/** Families whose rules need not be part of an agent's story: what they are about is mostly no deed of an agent. */
export const untoldFamilies: readonly EvidenceFamily[] = ["platform", "story"];

/**
 * Who writes to streams, by what their word is worth: senders of telemetry, for whom a deployment says which agents they
 * may speak for; the collector, which verifies; the playbooks, which keep the ledger. Each has its own data collection
 * rules, so that a role on one says nothing about another.
 */
export const writerNames = ["senders", "collector", "playbooks"] as const;
export type Writer = (typeof writerNames)[number];

/** What a deployment can switch on; all are off unless the tenant says otherwise. */
export const features = {
  protocolArchive: "keep the protocol traffic that the ingest filter drops, in the Auxiliary table AgentProtocol_CL",
  graphReadFilter:
    "drop signed-in people's reads from MicrosoftGraphActivityLogs as they arrive; it changes the table for everyone who reads it",
  entraDiagnostics:
    "send Entra's sign-in, audit and risk logs and Graph activity to the workspace, by a stack of its own that needs tenant-wide rights",
  attributeDiagnostics:
    "send Entra's log of custom security attributes to the workspace, by the same stack: its setting is of a kind of its own, with a role of its own",
  collector:
    "run the collector in a function app: asset sync, signature and lineage verification, and OTLP intake where it has an application",
  classicFreeze:
    "deploy PB-11, which disables agents that are plain service principals and that its identity owns, by a permission that could give those credentials too",
} as const;
export type Feature = keyof typeof features;
export const featureNames = Object.keys(features) as Feature[];

/** How far a response may go, least first: nothing, words, what a person approved, what the policy allows by itself. */
export const responseModes = ["Off", "DryRun", "Approve", "Auto"] as const;
export type ResponseMode = (typeof responseModes)[number];

/** Where approvals are asked for besides comments on the incident, which always count. */
export const approvalChannels = ["teams"] as const;

/** What Microsoft Entra can be made to hold, each switched on by the tenant; all are off unless it says otherwise. */
export const governancePolicies = {
  attributeSet: "the attribute set AgentGovernance, which Entra can never delete again",
  quarantine: "block agent identities that are quarantined",
  agentRisk: "block agent identities at high risk",
  breakGlass: "block every agent; enforced in an emergency only",
  credentialLifetime: "no client secrets and short-lived certificates for blueprints",
} as const;
export type GovernancePolicy = keyof typeof governancePolicies;
export const governancePolicyNames = Object.keys(governancePolicies) as GovernancePolicy[];

/** How sure a detection is, in the custom detail Confidence: High needs no second signal to be believed. */
export const confidences = ["High", "Medium"] as const;

export const severities = ["High", "Medium", "Low", "Informational"] as const;

/** ATT&CK tactics an azurerm analytics rule accepts. */
export const tactics = [
  "Collection",
  "CommandAndControl",
  "CredentialAccess",
  "DefenseEvasion",
  "Discovery",
  "Execution",
  "Exfiltration",
  "Impact",
  "ImpairProcessControl",
  "InhibitResponseFunction",
  "InitialAccess",
  "LateralMovement",
  "Persistence",
  "PreAttack",
  "PrivilegeEscalation",
  "Reconnaissance",
  "ResourceDevelopment",
] as const;

/** Identifiers per entity type (Microsoft Sentinel entity types reference). There is no agent entity. */
export const entityIdentifiers: Readonly<Record<string, readonly string[]>> = {
  Account: [
    "Name",
    "FullName",
    "NTDomain",
    "DnsDomain",
    "UPNSuffix",
    "Sid",
    "AadTenantId",
    "AadUserId",
    "PUID",
    "IsDomainJoined",
    "DisplayName",
    "ObjectGuid",
  ],
  AzureResource: ["ResourceId"],
  CloudApplication: ["Name", "InstanceName"],
  DNS: ["DomainName"],
  File: ["Directory", "Name"],
  FileHash: ["Algorithm", "Value"],
  Host: [
    "DnsDomain",
    "NTDomain",
    "HostName",
    "FullName",
    "NetBiosName",
    "AzureID",
    "OMSAgentID",
    "OSFamily",
    "OSVersion",
    "IsDomainJoined",
  ],
  IP: ["Address"],
  Mailbox: ["MailboxPrimaryAddress", "DisplayName", "Upn", "ExternalDirectoryObjectId", "RiskLevel"],
  MailCluster: [
    "NetworkMessageIds",
    "CountByDeliveryStatus",
    "CountByThreatType",
    "CountByProtectionStatus",
    "Threats",
    "Query",
    "QueryTime",
    "MailCount",
    "Source",
  ],
  MailMessage: [
    "Recipient",
    "Urls",
    "Threats",
    "Sender",
    "P1Sender",
    "P2Sender",
    "SenderIP",
    "ReceivedDate",
    "NetworkMessageId",
    "InternetMessageId",
    "Subject",
    "Language",
    "DeliveryAction",
    "DeliveryLocation",
  ],
  Malware: ["Name", "Category"],
  Process: ["ProcessId", "CommandLine", "ElevationToken", "CreationTimeUtc"],
  RegistryKey: ["Hive", "Key"],
  RegistryValue: ["Name", "Value", "ValueType"],
  SecurityGroup: ["DistinguishedName", "SID", "ObjectGuid"],
  SubmissionMail: [
    "NetworkMessageId",
    "Timestamp",
    "Recipient",
    "Sender",
    "SenderIp",
    "Subject",
    "ReportType",
    "SubmissionId",
    "SubmissionDate",
    "Submitter",
  ],
  URL: ["Url"],
};
