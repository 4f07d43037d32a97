import { OtlpError } from "../errors";
import { quickSpan } from "./quick-span";
import {
  Allowance,
  boolField,
  bytesField,
  decode,
  doubleField,
  enumField,
  fixed64Field,
  int64Field,
  type Message,
  messageField,
  quickMessageField,
  textField,
  WireLimitError,
} from "./wire";

// The fields that rows are made of: https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto

const anyValue: Message = { oneOf: true, fields: () => anyValueFields };
const arrayValue: Message = { fields: () => arrayValueFields };
const keyValue: Message = { fields: () => keyValueFields };
const keyValueList: Message = { fields: () => keyValueListFields };

const anyValueFields = {
  1: textField("stringValue"),
  2: boolField("boolValue"),
  3: int64Field("intValue"),
  4: doubleField("doubleValue"),
  5: messageField("arrayValue", arrayValue),
  6: messageField("kvlistValue", keyValueList),
  7: bytesField("bytesValue", "base64"),
};
const arrayValueFields = { 1: messageField("values", anyValue, true) };
const keyValueListFields = { 1: messageField("values", keyValue, true) };
const keyValueFields = { 1: textField("key"), 2: messageField("value", anyValue) };

const resourceFields = { 1: messageField("attributes", keyValue, true) };
const scopeFields = { 1: textField("name") };
const statusFields = { 2: textField("message"), 3: enumField("code") };
const eventFields = { 2: textField("name"), 3: messageField("attributes", keyValue, true) };
const spanFields = {
  1: bytesField("traceId", "hex"),
  2: bytesField("spanId", "hex"),
  4: bytesField("parentSpanId", "hex"),
  5: textField("name"),
  6: enumField("kind"),
  7: fixed64Field("startTimeUnixNano"),
  8: fixed64Field("endTimeUnixNano"),
  9: messageField("attributes", keyValue, true),
  11: messageField("events", { fields: () => eventFields }, true),
  15: messageField("status", { fields: () => statusFields }),
};
const scopeSpansFields = {
  1: messageField("scope", { fields: () => scopeFields }),
  2: quickMessageField("spans", { fields: () => spanFields }, quickSpan),
};
const resourceSpansFields = {
  1: messageField("resource", { fields: () => resourceFields }),
  2: messageField("scopeSpans", { fields: () => scopeSpansFields }, true),
};
const requestFields = { 1: messageField("resourceSpans", { fields: () => resourceSpansFields }, true) };
const request: Message = { fields: () => requestFields };

/**
 * Reads an `ExportTraceServiceRequest` into the form that it has in OTLP/JSON.
 * @throws OtlpError `malformed-protobuf`, `too-large`
 */
export function decodeTraces(bytes: Uint8Array): Record<string, unknown> {
  try {
    return { resourceSpans: [], ...decode(bytes, request, new Allowance()) };
  } catch (error) {
    const code = error instanceof WireLimitError ? "too-large" : "malformed-protobuf";
    throw new OtlpError(code, "request", 1, 1, `not protobuf: ${(error as Error).message}`);
  }
}
