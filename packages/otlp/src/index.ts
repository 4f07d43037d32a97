export { OtlpError, type OtlpErrorCode } from "./errors";
export {
  type AgentSource,
  type AgentWords,
  agentNamed,
  type FoundAgent,
  isGuid,
  type KnownAgents,
  mayBeObjectId,
  nameAgents,
  type ResolvedAgent,
  resolveAgent,
  type SenderTraces,
  type TraceAgents,
  type TraceLimits,
  TraceMemory,
  wordsOf,
} from "./identity";
export { describe } from "./json/describe";
export { JsonLimitError, JsonSyntaxError } from "./json/json-errors";
export { elementsOf, type JsonReading, readJson } from "./json/read-json";
export { OddNumber, repeated, TooDeep } from "./json/unread";
export { type AgentContext, RejectedSpans, readJsonRequest, readOtlpTraces, readProtobufRequest } from "./read";
export type { Dynamic, OtelSpanRow, SpanKindName, StatusCodeName } from "./row";
