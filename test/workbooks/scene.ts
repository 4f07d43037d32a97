/** When the workbooks are looked at. */
export const now = new Date("2026-03-10T12:00:00Z");
/** The identity that the tests choose in a list: it sent labelled pages out, and was stopped. */
export const ledger = "0d9f7c1e-0000-4000-8000-000000000001";
const reader = "0d9f7c1e-0000-4000-8000-000000000002";
const phone = "0d9f7c1e-0000-4000-8000-000000000003";
const retired = "0d9f7c1e-0000-4000-8000-000000000004";
const stranger = "0d9f7c1e-0000-4000-8000-000000000005";
const family = "0d9f7c1e-0000-4000-8000-0000000000b1";
const label = "1ab31000-0000-4000-8000-000000000004";

type Row = Readonly<Record<string, unknown>>;
const at = (time: string, more: Row = {}): Row => ({ TimeGenerated: `2026-03-${time}:00Z`, ...more });

const asset = (AgentId: string, AgentName: string, more: Row) =>
  at("10T02:00", { AssetType: "AgentIdentity", AgentId, AgentName, AccountEnabled: true, PrivilegeTier: 2, ...more });
const ana = [{ userPrincipalName: "ana@contoso.example" }];
const assets = [
  asset(ledger, "ledger-agent", {
    BlueprintId: family,
    Owners: ana,
    OwnerCount: 1,
    SponsorCount: 1,
    WorkflowResourceIds: [],
  }),
  asset(reader, "clinic-reader", {
    AssetType: "ClassicAgent",
    AppId: "0d9f7c1e-0000-4000-8000-0000000000a2",
    PrivilegeTier: 0,
    AppRoles: ["Directory.ReadWrite.All"],
    PasswordCredentialCount: 1,
    OldestCredentialStart: "2025-03-10T00:00:00Z",
    NextCredentialExpiry: "2026-03-20T00:00:00Z",
    OwnerCount: 0,
    SponsorCount: 0,
  }),
  asset(phone, "helpdesk-bot", { AssetType: "ExternalAgent", Owners: ana, OwnerCount: 1, SponsorCount: 1 }),
  asset(retired, "retired-agent", { AccountEnabled: false, Owners: ana, OwnerCount: 1, SponsorCount: 1 }),
  asset("0d9f7c1e-0000-4000-8000-0000000000bf", "ledger-family", {
    AssetType: "Blueprint",
    AppId: family,
    BlueprintId: family,
    KeyCredentials: [{ keyId: "k1", startDateTime: "2026-03-01T00:00:00Z", endDateTime: "2026-06-01T00:00:00Z" }],
    OwnerCount: 1,
    SponsorCount: 0,
  }),
];

const event = (time: string, uid: string, more: Row) =>
  at(time, {
    EventUid: uid,
    EventProduct: "ledger",
    EventVendor: "AgentTelemetry",
    EventResult: "Success",
    SrcAgentId: ledger,
    SrcAgentName: "ledger-agent",
    SrcAgentBlueprintId: family,
    EventSessionId: "s1",
    ...more,
  });
const labelled = { DataLabelId: label, DataLabelName: "Highly Confidential", DataLabelRank: 4 };
const executions = [
  event("10T09:00", "e1", {
    EventType: "ToolExecuted",
    ToolName: "query_ledger",
    OperationClass: "Read",
    TargetStore: "ledger-db",
    RecordCount: 400,
    ...labelled,
  }),
  event("10T09:10", "e2", {
    EventType: "NetworkEgress",
    OperationClass: "Transfer",
    DstDomain: "paste.example",
    DstZone: "Public",
    BytesOut: 2_000_000,
    ...labelled,
  }),
  event("10T09:20", "e3", {
    EventType: "PolicyDecision",
    EventResult: "Failure",
    DlpVerdict: "Block",
    DlpPolicyName: "Ledger stays here",
  }),
  event("10T09:30", "e4", {
    EventType: "ToolExecuted",
    ToolName: "send_report",
    OperationClass: "Write",
    EventEndTime: "2026-03-10T08:45:00Z",
  }),
  event("10T10:00", "e5", {
    SrcAgentId: stranger,
    SrcAgentName: "stranger",
    SrcAgentBlueprintId: "",
    EventType: "ToolExecuted",
    OperationClass: "Read",
    EventProduct: "desk",
  }),
  event("10T10:10", "e6", {
    SrcAgentId: "",
    SrcAgentName: "clerk",
    SrcAgentBlueprintId: "",
    SrcAgentResolution: "Unresolved",
    EventType: "ModelCalled",
    EventProduct: "desk",
  }),
  event("10T10:20", "e7", {
    EventType: "Other",
    EventOriginalType: "graph step",
    EventVendor: "OpenTelemetry",
    EventProduct: "desk",
  }),
];

const hour = (time: string, more: Row) =>
  at(`${time}:10`, {
    Hour: `2026-03-${time}:00:00Z`,
    SrcAgentId: ledger,
    SrcAgentBlueprintId: family,
    EventType: "ToolExecuted",
    OperationClass: "Read",
    Failures: 0,
    ...more,
  });
const activity = [
  hour("10T09", {
    ToolName: "query_ledger",
    TargetStore: "ledger-db",
    Events: 20,
    Failures: 2,
    Records: 8000,
    MaxLabelRank: 4,
  }),
  hour("10T08", { ToolName: "query_ledger", TargetStore: "ledger-db", Events: 4, Records: 80, MaxLabelRank: 2 }),
  hour("10T09", {
    EventType: "NetworkEgress",
    OperationClass: "Transfer",
    DstDomain: "paste.example",
    Events: 5,
    BytesOutTotal: 2_000_000,
    MaxLabelRank: 4,
  }),
  hour("10T07", { SrcAgentId: reader, SrcAgentBlueprintId: "", TargetStore: "records", Events: 3, Records: 30 }),
  hour("10T07", { SrcAgentId: retired, SrcAgentBlueprintId: "", Events: 1 }),
  hour("10T10", { SrcAgentId: stranger, SrcAgentBlueprintId: "", Events: 1 }),
];

const lineage = [
  at("09T10:00", {
    BlueprintId: family,
    VerificationState: "Verified",
    ProofKind: "Provenance",
    SourceRepository: "contoso/ledger",
    CommitSha: "c0ffee0012345678",
    ImageDigest: "sha256:aa",
    DeployedTime: "2026-03-09T10:00:00Z",
    Approvers: ["bo"],
    CommitAuthor: "ana",
  }),
  at("09T11:00", {
    AgentId: reader,
    VerificationState: "Failed",
    VerificationError: "the digest differs",
    SourceRepository: "contoso/clinic",
    CommitSha: "badbad0012345678",
    ImageDigest: "sha256:bb",
    DeployedTime: "2026-03-09T11:00:00Z",
  }),
];
const verdict = (VerificationState: string, more: Row = {}) =>
  at("10T09:05", { SrcAgentId: ledger, VerificationState, EventTime: "2026-03-10T09:00:00Z", ...more });
const signatures = [
  verdict("Valid"),
  verdict("Valid"),
  verdict("ChainFork", { ProvenByKey: true, VerificationError: "two records in one place" }),
];
const disputed = [at("10T09:40", { SrcAgentId: ledger, SrcAgentName: "ledger-agent", SenderId: "sender-9" })];

const alert = (time: string, id: string, detection: string, more: Row) =>
  at(time, {
    SystemAlertId: id,
    AlertSeverity: "High",
    ProviderName: "ASI Scheduled Alerts",
    ExtendedProperties: JSON.stringify({
      "Custom Details": JSON.stringify({ DetectionId: [detection], AgentId: [ledger], Confidence: ["High"], ...more }),
    }),
  });
const alerts = [
  alert("10T09:20", "a1", "AIC-046", { Destination: ["paste.example"], FirstActivity: ["2026-03-10T09:10:00Z"] }),
  alert("10T09:25", "a2", "AIC-043", {}),
  alert("08T09:00", "a3", "AIC-046", {}),
  // What was found opens no incident by itself: their story does.
  {
    ...alert("10T09:20", "s1", "AIC-080", {
      Evidence: ["AIC-046 High High r1 a1 agent; AIC-043 High High r2 a2 agent"],
    }),
    Entities: JSON.stringify([{ $id: "1", Name: "ledger-agent", Type: "account" }]),
  },
];
const incident = (time: string, number: number, more: Row) =>
  at(time, {
    IncidentName: `00000000-0000-4000-8000-00000000010${number}`,
    IncidentNumber: number,
    Severity: "High",
    IncidentUrl: `https://portal.example/incidents/${number}`,
    ...more,
  });
const incidents = [
  incident("10T09:20", 1, {
    Title: "ledger-agent sent data out",
    Status: "New",
    CreatedTime: "2026-03-10T09:20:00Z",
    FirstActivityTime: "2026-03-10T09:10:00Z",
    AlertIds: ["s1"],
  }),
  incident("10T10:20", 1, {
    Title: "ledger-agent sent data out",
    Status: "Active",
    CreatedTime: "2026-03-10T09:20:00Z",
    FirstActivityTime: "2026-03-10T09:10:00Z",
    AlertIds: ["s1"],
  }),
  incident("08T10:00", 2, {
    Title: "An older one",
    Status: "Closed",
    Classification: "FalsePositive",
    CreatedTime: "2026-03-08T09:00:00Z",
    AlertIds: ["a3"],
  }),
];
const response = (time: string, ActionId: string, more: Row) =>
  at(time, {
    ActionId,
    AgentId: ledger,
    ActionType: "Freeze",
    ActionMode: "Enforced",
    ResultState: "Succeeded",
    DetectionId: "AIC-046",
    IncidentNumber: 1,
    IncidentUrl: "https://portal.example/incidents/1",
    ...more,
  });
const responses = [
  response("10T09:30", "r1", { ActionMode: "DryRun", ResultState: "DryRun" }),
  response("10T11:10", "r2", { Reason: "two signals", ApprovedBy: "bo@contoso.example" }),
  response("10T11:40", "r3", { ActionType: "Unfreeze", RollbackOf: "r2" }),
  response("10T11:50", "r4", { AgentId: reader, ResultState: "Failed", IncidentNumber: 3 }),
];

const used = (time: string, DataType: string, Quantity: number) => at(time, { DataType, Quantity, IsBillable: true });
const health = (
  time: string,
  SentinelResourceName: string,
  SentinelResourceType: string,
  Status: string,
  Description: string,
) => at(time, { SentinelResourceName, SentinelResourceType, Status, Description });

/** Rows of a small fleet on a bad day, by table. */
export const rows: Readonly<Record<string, readonly Row[]>> = {
  AgentAsset_CL: assets,
  AgentExecution_CL: executions,
  AgentActivityHourly_CL: activity,
  AgentLineage_CL: lineage,
  AgentSignature_CL: signatures,
  AgentDisputed_CL: disputed,
  AgentResponse_CL: responses,
  SecurityAlert: alerts,
  SecurityIncident: incidents,
  Usage: [
    used("09T23:00", "AgentExecution_CL", 900),
    used("09T23:00", "AgentProtocol_CL", 100),
    used("09T23:00", "Syslog", 5000),
  ],
  SentinelHealth: [
    health("10T08:00", "MicrosoftEntraID", "Data connector", "Success", "Data is being fetched"),
    health("10T09:00", "MicrosoftEntraID", "Data connector", "Failure", "Access was denied"),
    health("10T09:00", "Rare process", "Analytics Rule", "Failure", "none of ours"),
  ],
  LASummaryLogs: [
    at("10T09:00", {
      RuleName: "AgentActivityHourly",
      Status: "Succeeded",
      QueryDurationMs: 2500,
      ResultsRecordCount: 40,
    }),
  ],
  DCRLogErrors: [
    at("10T09:00", {
      OperationName: "Ingestion",
      InputStreamId: "Custom-AgentExecution",
      Message: "a column was too long",
    }),
  ],
  MicrosoftPurviewInformationProtection: [
    at("10T09:00", { UserId: reader, Operation: "SensitivityLabelRemoved", ObjectId: "file-1", PolicyName: "" }),
  ],
  AADServicePrincipalSignInLogs: [
    at("10T08:55", {
      ServicePrincipalId: ledger,
      AppId: ledger,
      Agent: JSON.stringify({ agentType: "agenticAppInstance", parentAppId: family }),
      IPAddress: "192.0.2.7",
      ResourceDisplayName: "Microsoft Graph",
      ResultType: "0",
    }),
  ],
};

/** Items of the watchlists that workbooks read. */
export const watchlists: Readonly<Record<string, readonly Readonly<Record<string, string>>[]>> = {
  AgentPolicy: [
    { AgentOrBlueprintId: ledger, MaxLabelRank: "2", MaxResponsesPerHour: "" },
    { AgentOrBlueprintId: "*", MaxLabelRank: "", MaxResponsesPerHour: "1" },
  ],
  AgentSensitivityLabels: [
    { LabelId: label, LabelName: "Highly Confidential", Rank: "4", AllowedZones: "Internal; Partner" },
  ],
  AgentSenders: [{ SenderId: "sender-9", SenderName: "desk relay", SpeaksFor: reader }],
  AgentExceptions: [{ AgentId: reader, DetectionId: "AIC-046", Expiry: "2026-07-10", Reason: "migration" }],
};
