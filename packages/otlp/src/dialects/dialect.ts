/** What a span did, as `EventType` says it; `Other` for what is known and is none of these. */
export type Kind =
  | "AgentInvoked"
  | "ToolExecuted"
  | "ModelInference"
  | "DataAccessed"
  | "DataWritten"
  | "NetworkEgress"
  | "AgentHandoff"
  | "WorkflowInvoked"
  | "AgentCreated"
  | "PolicyDecision"
  | "TokenAcquired"
  | "Other";

/**
 * How each column is called in a span that the stream's transform reads: the current names of OpenTelemetry, and names
 * of ours where it has none. `Arguments` and `Result` become hash and length; the parts of `TargetStore` and what leads
 * to `OperationClass` have names of their own here.
 */
export const readAs = {
  EventOriginalType: "gen_ai.operation.name",
  EventOriginalErrorType: "error.type",
  EventSessionId: "gen_ai.conversation.id",
  EventRequestId: "gen_ai.response.id",
  WorkflowName: "gen_ai.workflow.name",
  WorkflowRunId: "agent.workflow.run.id",
  AgentId: "gen_ai.agent.id",
  SrcAgentName: "gen_ai.agent.name",
  SrcAgentVersion: "gen_ai.agent.version",
  SrcAgentBlueprintId: "microsoft.a365.agent.blueprint.id",
  SrcAgentUserId: "microsoft.agent.user.id",
  SrcIpAddr: "client.address",
  TargetAgentId: "agent.handoff.target.id",
  TargetAgentName: "agent.handoff.target.name",
  TargetAgentBlueprintId: "agent.handoff.target.blueprint.id",
  ActingAgentId: "microsoft.a365.caller.agent.id",
  ActingAgentName: "microsoft.a365.caller.agent.name",
  ActorUserId: "user.id",
  ActorUsername: "user.name",
  ToolId: "gen_ai.tool.call.id",
  ToolName: "gen_ai.tool.name",
  ToolOriginalType: "gen_ai.tool.type",
  Arguments: "gen_ai.tool.call.arguments",
  Result: "gen_ai.tool.call.result",
  McpMethod: "mcp.method.name",
  McpSessionId: "mcp.session.id",
  McpProtocolVersion: "mcp.protocol.version",
  McpResource: "mcp.resource.uri",
  ModelProviderName: "gen_ai.provider.name",
  ModelName: "gen_ai.request.model",
  InputTokensUsed: "gen_ai.usage.input_tokens",
  OutputTokensUsed: "gen_ai.usage.output_tokens",
  DataSourceId: "gen_ai.data_source.id",
  StoreSystem: "db.system.name",
  StoreNamespace: "db.namespace",
  StoreOperation: "db.operation.name",
  StoreStatement: "db.query.text",
  StoreSummary: "db.query.summary",
  TargetResourceName: "db.collection.name",
  RecordCount: "db.response.returned_rows",
  HttpMethod: "http.request.method",
  HttpStatus: "http.response.status_code",
  BytesIn: "http.response.body.size",
  BytesOut: "http.request.body.size",
  DstUrl: "url.full",
  UrlPath: "url.path",
  DstDomain: "server.address",
  DstPortNumber: "server.port",
  DstIpAddr: "network.peer.address",
  DlpVerdict: "agent.dlp.verdict",
  DlpPolicyName: "agent.dlp.policy",
  EventErrorDetails: "agent.dlp.reason",
  RpcSystem: "rpc.system.name",
  RpcService: "rpc.service",
  RpcMethod: "rpc.method",
  RpcStatus: "rpc.response.status_code",
  MessagingSystem: "messaging.system",
  MessagingOperation: "messaging.operation.type",
  MessagingDestination: "messaging.destination.name",
  Bucket: "aws.s3.bucket",
} as const;

/** A column, or a part that one is made of. */
export type Column = keyof typeof readAs;

/** How one framework, or one version of the conventions, names what others name otherwise. */
export interface Dialect {
  readonly name: string;
  /** where the names are published, or emitted */
  readonly source: string;
  /** attribute → column. An attribute further up wins, and the current name of OpenTelemetry wins over all. */
  readonly columns?: Readonly<Record<string, Column>>;
  /** attribute → word → what a span did. Words are compared without case, blanks, dots, dashes and underscores. */
  readonly kinds?: Readonly<Record<string, Readonly<Record<string, Kind>>>>;
  /** The first word of a span's name → what it did, where no attribute says it. */
  readonly names?: Readonly<Record<string, Kind>>;
  /** What a span did → attribute → column: attributes that mean something on spans of this kind only. */
  readonly onKind?: Readonly<Partial<Record<Kind, Readonly<Record<string, Column>>>>>;
  /** How a span's name begins, up to a dot → what it did, where no attribute says it. */
  readonly namesBegin?: Readonly<Record<string, Kind>>;
  /** What a span did → the column that the rest of the span's name holds, behind the first word; behind a beginning, up to the next dot. */
  readonly nameHolds?: Readonly<Partial<Record<Kind, Column>>>;
  /** attribute → values that say that the operation failed; compared as words are */
  readonly failures?: Readonly<Record<string, readonly string[]>>;
  /** Its `kinds` count more than the operation's name, which it chooses from a few that do not say what the span did. */
  readonly outranks?: true;
  /** attribute → how its word ends → what a span did, where `kinds` does not have the word: names of classes */
  readonly kindEndings?: Readonly<Record<string, Readonly<Record<string, Kind>>>>;
  /** attribute → how its word begins → what a span did, where neither `kinds` nor `kindEndings` have the word */
  readonly kindBeginnings?: Readonly<Record<string, Readonly<Record<string, Kind>>>>;
  /** attribute of `kinds` that holds JSON → the member that has the word */
  readonly kindMembers?: Readonly<Record<string, string>>;
  /** attribute that holds JSON → member → column */
  readonly members?: Readonly<Record<string, Readonly<Record<string, Column>>>>;
  /** attribute → word → what a guardrail or a person decided */
  readonly verdicts?: Readonly<Record<string, Readonly<Record<string, "allow" | "deny">>>>;
  /** What a span did → the column that its whole name holds, where `kinds` of this dialect say what it did. */
  readonly wholeName?: Readonly<Partial<Record<Kind, Column>>>;
  /** How names of spans of some scopes end. */
  readonly scoped?: Scoped;
  /** A span's whole name → what it did, and what attributes hold on this span alone, whose names are too plain to mean it elsewhere. */
  readonly spans?: Readonly<Record<string, NamedSpan>>;
}

/** A span that its name says all about. */
export interface NamedSpan {
  readonly kind: Kind;
  /** attribute → column */
  readonly holds?: Readonly<Record<string, Column>>;
  /** the attribute that is true where a guardrail stopped what it saw, and false where it let it pass */
  readonly denies?: string;
}

/** How a framework names its spans behind a name of its own, such as `Researcher.kickoff`. */
export interface Scoped {
  /** how the name of the instrumentation scope begins, in lower case */
  readonly scopes: readonly string[];
  /** how a span's name ends, in lower case → what it did, where no attribute says it */
  readonly endings: Readonly<Record<string, Kind>>;
  /** what a span did → the column that what stands in front of the name's first dot holds */
  readonly before?: Readonly<Partial<Record<Kind, Column>>>;
}
