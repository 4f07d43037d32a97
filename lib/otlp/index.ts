export { OtlpError, type OtlpErrorCode } from "./errors";
export { readOtlpTraces } from "./read";
export type { Dynamic, OtelSpanRow, SpanKindName, StatusCodeName } from "./row";
