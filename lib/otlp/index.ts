export { OtlpError, type OtlpErrorCode } from "./errors";
export { describe } from "./json/describe";
export { elementsOf, JsonLimitError, type JsonReading, JsonSyntaxError, readJson } from "./json/read-json";
export { OddNumber, repeated, TooDeep } from "./json/unread";
export { RejectedSpans, readJsonRequest, readOtlpTraces, readProtobufRequest } from "./read";
export type { Dynamic, OtelSpanRow, SpanKindName, StatusCodeName } from "./row";
