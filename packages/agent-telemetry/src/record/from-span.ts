import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import type { ReadableSpan } from "@opentelemetry/sdk-trace-base";
import { makesRunIds, mayBeObjectId } from "@sentinel-agent-identities/otlp/identity";
import { own, plainEventType, plainOperationClass, translate } from "@sentinel-agent-identities/otlp/translate";
import { errors } from "../errors";
import { anyWithoutSecrets, withoutSecrets } from "./address";
import type { AgentRecord } from "./agent-record";
import { firstText, intOf, type Reader, readerOf, textOf, wholeOf } from "./attributes";
import { recordOf } from "./fields";
import { instantOf, instantOfText } from "./instant";
import { isProtocol, type Operation } from "./protocol";
import { characters, sha256 } from "./reduce";

const digest = /sha256:[0-9a-f]{64}/;
/** Characters; a longer address is no page that is looked up. */
const longAddress = 1024;

/**
 * The record of a span, in whichever dialect it is written (docs/frameworks.md), as the ingest transform of
 * `Custom-AgentExecutionOtel` maps it. Arguments and results become hash and length, addresses lose user, query and
 * fragment.
 * @param agentId who the record is of when the span names no agent by object id, a lower-case GUID
 * @returns undefined for protocol noise, which is not recorded
 * @throws TelemetryError for a time that no record can hold
 */
export function recordFromSpan(span: ReadableSpan, agentId: string): AgentRecord | undefined {
  const attributes = { ...span.attributes };
  const failed = translatedStatus(span, attributes) === "ERROR";
  return recordFromTranslated(span, attributes, failed, agentId);
}

/**
 * The same of a span that was translated before.
 * @param attributes of the span, by the names that are read here
 * @param failed whether the span says in any way that the operation failed
 */
export function recordFromTranslated(
  span: ReadableSpan,
  attributes: ReadableSpan["attributes"],
  failed: boolean,
  agentId: string,
): AgentRecord | undefined {
  const attribute = readerOf(attributes);
  const operation = operationOf(span, attribute, failed);
  if (isProtocol(operation, attribute)) return undefined;
  return recordOf(
    eventFields(span, operation, attribute),
    agentFields(span, attribute, agentId),
    toolAndModelFields(operation, attribute),
    targetFields(operation, attribute),
    dataAndCredentialFields(attribute),
    claimFields(readerOf(span.resource.attributes)),
  );
}

/** The agent that a span names by object id, in lower case; undefined when it names none. */
export function agentNamed({ attributes, resource, instrumentationScope }: ReadableSpan): string | undefined {
  const own = textOf(readerOf(attributes)("gen_ai.agent.id"));
  const ofResource = textOf(readerOf(resource.attributes)("gen_ai.agent.id"));
  const provider = firstText(readerOf(attributes)("gen_ai.provider.name"), readerOf(attributes)("gen_ai.system"));
  // A span that names another agent is refused, so that its word counts before the resource's here.
  if (mayBeObjectId(own) && !makesRunIds(instrumentationScope.name, provider)) return own.toLowerCase();
  return mayBeObjectId(ofResource) ? ofResource.toLowerCase() : undefined;
}

/** Gives the attributes the names that are read here. */
function translatedStatus(span: ReadableSpan, attributes: ReadableSpan["attributes"]): string {
  const exception = span.events?.findLast(({ name }) => name === "exception");
  return translate({
    name: span.name,
    kind: SpanKind[span.kind]!,
    scope: span.instrumentationScope.name,
    status:
      span.status.code === SpanStatusCode.ERROR ? "ERROR" : span.status.code === SpanStatusCode.OK ? "OK" : "UNSET",
    attributes: attributes as Parameters<typeof translate>[0]["attributes"],
    tool: toolSaidBy(span),
    exceptionType: exception ? textOf(exception.attributes?.["exception.type"]) || "exception" : "",
  });
}

/** What a tool was given, and gave back, where its span tells that in events. */
function toolSaidBy({ events = [] }: ReadableSpan) {
  const said = (event: string, attribute: string): string =>
    textOf(events.find(({ name }) => name === event)?.attributes?.[attribute]);
  const input = said("gen_ai.tool.message", "content");
  return input === "" ? undefined : { input, output: said("gen_ai.choice", "message") };
}

function rawAgentId({ attributes, resource }: ReadableSpan): string {
  return firstText(readerOf(attributes)("gen_ai.agent.id"), readerOf(resource.attributes)("gen_ai.agent.id"));
}

function operationOf(span: ReadableSpan, attribute: Reader, failed: boolean): Operation {
  const plain = { kind: SpanKind[span.kind]!, text: (name: string) => textOf(attribute(name)) };
  return {
    kind: plain.kind,
    failed,
    name: plain.text("gen_ai.operation.name"),
    mcpMethod: plain.text("mcp.method.name"),
    httpMethod: plain.text("http.request.method"),
    dbSystem: plain.text("db.system.name"),
    eventType: plain.text(own.eventType) || plainEventType(plain),
    operationClass: plain.text(own.operationClass) || plainOperationClass(plain),
  };
}

function eventFields(span: ReadableSpan, operation: Operation, attribute: Reader) {
  const { traceId, spanId } = span.spanContext();
  const resource = readerOf(span.resource.attributes);
  return {
    EventStartTime: possible(instantOf(span.startTime), "started"),
    EventEndTime: possible(instantOf(span.endTime), "ended"),
    EventCount: 1,
    EventUid: `${traceId}-${spanId}`,
    EventOriginalUid: spanId,
    EventVendor: "OpenTelemetry",
    EventProduct: textOf(resource("service.name")),
    EventSchema: "AgentEvent",
    EventSchemaVersion: "0.1.0",
    EventType: operation.eventType,
    EventOriginalType: operation.name || operation.mcpMethod || span.name,
    EventResult: operation.failed ? "Failure" : "Success",
    EventErrorDetails:
      characters(textOf(attribute("agent.dlp.reason"))) > 200
        ? [...textOf(attribute("agent.dlp.reason"))].slice(0, 200).join("")
        : textOf(attribute("agent.dlp.reason")),
    EventOriginalErrorType: textOf(attribute("error.type")),
    EventSessionId: firstText(attribute("gen_ai.conversation.id"), attribute("microsoft.session.id")),
    EventRequestId: textOf(attribute("gen_ai.response.id")),
    TraceId: traceId,
    SpanId: spanId,
    ParentSpanId: span.parentSpanContext?.spanId,
    WorkflowName: textOf(attribute("gen_ai.workflow.name")),
    WorkflowRunId: textOf(attribute("agent.workflow.run.id")),
    WorkflowResourceId: textOf(resource("cloud.resource_id")),
  };
}

function possible(instant: string | undefined, name: string): string {
  if (instant === undefined) throw errors.impossibleTime(name);
  return instant;
}

function agentFields(span: ReadableSpan, attribute: Reader, agentId: string) {
  const resource = readerOf(span.resource.attributes);
  const either = (name: string) => firstText(attribute(name), resource(name));
  const named = agentNamed(span);
  const agentUserId = textOf(attribute("microsoft.agent.user.id"));
  const userId = textOf(attribute("user.id"));
  return {
    SrcAgentId: named ?? agentId,
    SrcAgentOriginalId: rawAgentId(span).toLowerCase() === named ? undefined : rawAgentId(span),
    SrcAgentResolution:
      named === undefined ? "Claim" : named === textOf(resource("gen_ai.agent.id")).toLowerCase() ? "Resource" : "Span",
    SrcAgentName: either("gen_ai.agent.name"),
    SrcAgentBlueprintId: either("microsoft.a365.agent.blueprint.id").toLowerCase(),
    SrcAgentOriginalType: "OpenTelemetry",
    SrcAgentVersion: firstText(attribute("gen_ai.agent.version"), resource("service.version")),
    SrcAgentInstanceId: textOf(resource("service.instance.id")),
    SrcAgentUserId: agentUserId,
    SrcIpAddr: textOf(attribute("client.address")),
    TargetAgentId: textOf(attribute("agent.handoff.target.id")).toLowerCase(),
    TargetAgentName: textOf(attribute("agent.handoff.target.name")),
    TargetAgentBlueprintId: textOf(attribute("agent.handoff.target.blueprint.id")).toLowerCase(),
    ActingAgentId: textOf(attribute("microsoft.a365.caller.agent.id")).toLowerCase(),
    ActingAgentName: textOf(attribute("microsoft.a365.caller.agent.name")),
    ActorUserId: userId,
    ActorUsername: firstText(attribute("user.name"), attribute("user.email")),
    AuthFlow: agentUserId !== "" ? "AgentUser" : userId !== "" ? "OnBehalfOf" : "Autonomous",
  };
}

function toolAndModelFields({ mcpMethod }: Operation, attribute: Reader) {
  const toolArguments = textOf(attribute("gen_ai.tool.call.arguments"));
  return {
    ToolId: textOf(attribute("gen_ai.tool.call.id")),
    ToolName: textOf(attribute("gen_ai.tool.name")),
    ToolOriginalType: textOf(attribute("gen_ai.tool.type")),
    ToolServerName: mcpMethod === "" ? undefined : textOf(attribute("server.address")),
    ToolDefinitionSha256: textOf(attribute("agent.tool.definition.sha256")),
    ArgumentsSha256: toolArguments === "" ? undefined : sha256(toolArguments),
    ArgumentsLength: characters(toolArguments),
    ResultLength: characters(textOf(attribute("gen_ai.tool.call.result"))),
    McpMethod: mcpMethod,
    McpSessionId: textOf(attribute("mcp.session.id")),
    McpProtocolVersion: textOf(attribute("mcp.protocol.version")),
    ModelProviderName: textOf(attribute("gen_ai.provider.name")),
    ModelName: textOf(attribute("gen_ai.request.model")),
    InputTokensUsed: wholeOf(attribute("gen_ai.usage.input_tokens")),
    OutputTokensUsed: wholeOf(attribute("gen_ai.usage.output_tokens")),
    DataSourceId: textOf(attribute("gen_ai.data_source.id")),
  };
}

/** A long address carries data away, which is cut off it; its length tells of it. */
function bytesOutOf(kind: Operation["kind"], attribute: Reader) {
  const body = wholeOf(attribute("http.request.body.size"));
  const address = characters(textOf(attribute("url.full")));
  return kind === "CLIENT" && address > longAddress ? (body ?? 0) + address : body;
}

function targetFields(operation: Operation, attribute: Reader) {
  const { dbSystem, kind } = operation;
  const mcpResource = textOf(attribute("mcp.resource.uri"));
  const isHttp = operation.httpMethod !== "" && kind === "CLIENT";
  const egress = isHttp || textOf(attribute(own.eventType)) === "NetworkEgress";
  return {
    OperationClass: operation.operationClass,
    TargetStore: storeOf(operation, attribute),
    TargetResourceType: dbSystem !== "" ? "table" : mcpResource !== "" ? "mcp_resource" : undefined,
    TargetResourceId: anyWithoutSecrets(mcpResource),
    TargetResourceName: textOf(attribute("db.collection.name")),
    RecordCount: recordsOf(operation, attribute),
    BytesIn: wholeOf(attribute("http.response.body.size")),
    BytesOut: bytesOutOf(kind, attribute),
    DstDomain: egress ? textOf(attribute("server.address")).toLowerCase() : undefined,
    DstIpAddr: textOf(attribute("network.peer.address")),
    DstPortNumber: egress ? intOf(attribute("server.port")) : undefined,
    DstUrl: kind === "CLIENT" ? withoutSecrets(textOf(attribute("url.full"))) : undefined,
    DstZone: textOf(attribute("agent.data.zone")),
  };
}

function storeOf({ dbSystem, name }: Operation, attribute: Reader): string {
  if (dbSystem !== "") return `${dbSystem}/${textOf(attribute("db.namespace"))}`;
  const said = textOf(attribute(own.targetStore));
  return said === "" && name === "retrieval" ? textOf(attribute("gen_ai.data_source.id")) : said;
}

/** A retrieval that counts no rows has as many records as documents. */
function recordsOf({ name }: Operation, attribute: Reader): number | undefined {
  const rows = attribute("db.response.returned_rows");
  if (name !== "retrieval" || textOf(rows) !== "") return wholeOf(rows);
  try {
    const documents: unknown = JSON.parse(textOf(attribute("gen_ai.retrieval.documents")));
    return Array.isArray(documents) ? documents.length : undefined;
  } catch {
    return undefined;
  }
}

function dataAndCredentialFields(attribute: Reader) {
  return {
    DataLabelId: textOf(attribute("agent.data.label.id")),
    DataLabelName: textOf(attribute("agent.data.label.name")),
    DataLabelRank: intOf(attribute("agent.data.label.rank")),
    DlpVerdict: textOf(attribute("agent.dlp.verdict")),
    DlpPolicyName: textOf(attribute("agent.dlp.policy")),
    TokenUniqueId: textOf(attribute("agent.token.uti")),
    TokenIssuedTime: instantOfText(textOf(attribute("agent.token.issued_at"))),
    TokenExpiryTime: instantOfText(textOf(attribute("agent.token.expires_at"))),
    CredentialId: textOf(attribute("agent.credential.id")),
    CredentialType: textOf(attribute("agent.credential.type")),
  };
}

function claimFields(resource: Reader) {
  return {
    ClaimedRepository: anyWithoutSecrets(textOf(resource("vcs.repository.url.full"))),
    ClaimedCommitSha: textOf(resource("vcs.ref.head.revision")),
    ClaimedImageDigest:
      textOf(resource("oci.manifest.digest")) || digest.exec(textOf(resource("container.image.repo_digests")))?.[0],
    ClaimedBuildRunId: textOf(resource("cicd.pipeline.run.id")),
  };
}
