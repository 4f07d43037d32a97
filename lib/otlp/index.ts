export { OtlpError, type OtlpErrorCode } from "./errors";
export { isGuid, mayBeObjectId } from "./identity/agent-id";
export {
  type AgentSource,
  type AgentWords,
  type FoundAgent,
  type KnownAgents,
  type ResolvedAgent,
  resolveAgent,
} from "./identity/resolve-agent";
export { nameAgents, type TraceAgents } from "./identity/span-agents";
export { describe } from "./json/describe";
export { elementsOf, JsonLimitError, type JsonReading, JsonSyntaxError, readJson } from "./json/read-json";
export { OddNumber, repeated, TooDeep } from "./json/unread";
export { type AgentContext, RejectedSpans, readJsonRequest, readOtlpTraces, readProtobufRequest } from "./read";
export type { Dynamic, OtelSpanRow, SpanKindName, StatusCodeName } from "./row";
