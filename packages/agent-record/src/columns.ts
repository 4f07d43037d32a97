/** How a column's value stands in the signed content. */
export type ColumnKind = "string" | "integer" | "instant" | "dynamic";

/** The stream that records are sent to. */
export const nativeStream = "Custom-AgentExecutionNative";

const kinds = {
  TimeGenerated: "instant",
  EventStartTime: "instant",
  EventEndTime: "instant",
  EventCount: "integer",
  EventUid: "string",
  EventOriginalUid: "string",
  EventVendor: "string",
  EventProduct: "string",
  EventSchema: "string",
  EventSchemaVersion: "string",
  EventType: "string",
  EventOriginalType: "string",
  EventResult: "string",
  EventErrorDetails: "string",
  EventOriginalErrorType: "string",
  EventSessionId: "string",
  EventRequestId: "string",
  TraceId: "string",
  SpanId: "string",
  ParentSpanId: "string",
  WorkflowName: "string",
  WorkflowRunId: "string",
  WorkflowResourceId: "string",
  SrcAgentId: "string",
  SrcAgentName: "string",
  SrcAgentBlueprintId: "string",
  SrcAgentOriginalType: "string",
  SrcAgentVersion: "string",
  SrcAgentInstanceId: "string",
  SrcAgentUserId: "string",
  SrcAgentOriginalId: "string",
  SrcAgentResolution: "string",
  SrcIpAddr: "string",
  SrcFQDN: "string",
  SrcPortNumber: "integer",
  TargetAgentId: "string",
  TargetAgentName: "string",
  TargetAgentBlueprintId: "string",
  ActingAgentId: "string",
  ActingAgentName: "string",
  ActorUserId: "string",
  ActorUsername: "string",
  ActorUserType: "string",
  AuthFlow: "string",
  ToolId: "string",
  ToolName: "string",
  ToolOriginalType: "string",
  ToolServerName: "string",
  ToolDefinitionSha256: "string",
  McpMethod: "string",
  McpSessionId: "string",
  McpProtocolVersion: "string",
  ModelProviderName: "string",
  ModelName: "string",
  InputTokensUsed: "integer",
  OutputTokensUsed: "integer",
  DataSourceId: "string",
  OperationClass: "string",
  TargetStore: "string",
  TargetResourceType: "string",
  TargetResourceId: "string",
  TargetResourceName: "string",
  RecordCount: "integer",
  BytesIn: "integer",
  BytesOut: "integer",
  DstDomain: "string",
  DstIpAddr: "string",
  DstPortNumber: "integer",
  DstUrl: "string",
  DstZone: "string",
  DataLabelId: "string",
  DataLabelName: "string",
  DataLabelRank: "integer",
  DlpVerdict: "string",
  DlpPolicyName: "string",
  TokenUniqueId: "string",
  TokenIssuedTime: "instant",
  TokenExpiryTime: "instant",
  CredentialId: "string",
  CredentialType: "string",
  ClaimedRepository: "string",
  ClaimedCommitSha: "string",
  ClaimedImageDigest: "string",
  ClaimedBuildRunId: "string",
  SignatureAlg: "string",
  SignatureKeyId: "string",
  Signature: "string",
  ContentSha256: "string",
  PrevEventSha256: "string",
  ChainId: "string",
  ChainSequence: "integer",
  ArgumentsSha256: "string",
  ArgumentsLength: "integer",
  ResultLength: "integer",
  AdditionalFields: "dynamic",
  CanonicalContent: "string",
} as const satisfies Readonly<Record<string, ColumnKind>>;

/** A column of the stream. */
export type NativeColumn = keyof typeof kinds;

/** Every column that the stream declares: a request names each of them in each row. */
export const nativeColumns = Object.keys(kinds) as readonly NativeColumn[];

/** What says when a row was sent, and what is made of the others. */
const uncovered: ReadonlySet<string> = new Set(["TimeGenerated", "ContentSha256", "Signature", "CanonicalContent"]);

/**
 * The columns of the stream that a signature covers, in the order of RFC 8785. All but `TimeGenerated`,
 * `ContentSha256`, `Signature` and `CanonicalContent`.
 */
export const coveredColumns: readonly (readonly [name: NativeColumn, kind: ColumnKind])[] = nativeColumns
  .filter((name) => !uncovered.has(name))
  .map((name) => [name, kinds[name]] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1));
