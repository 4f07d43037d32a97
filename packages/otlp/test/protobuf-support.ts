import { parse, type Type } from "protobufjs";

/** As OpenTelemetry publishes it, as far as spans go. */
const proto = `
syntax = "proto3";
message ExportTraceServiceRequest { repeated ResourceSpans resource_spans = 1; }
message ExportTraceServiceResponse { ExportTracePartialSuccess partial_success = 1; }
message ExportTracePartialSuccess { int64 rejected_spans = 1; string error_message = 2; }
message Status { int32 code = 1; string message = 2; }
message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; string schema_url = 3; }
message Resource { repeated KeyValue attributes = 1; uint32 dropped_attributes_count = 2; }
message ScopeSpans { Scope scope = 1; repeated Span spans = 2; string schema_url = 3; }
message Scope { string name = 1; string version = 2; repeated KeyValue attributes = 3; }
message Span {
  bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4; string name = 5; int32 kind = 6;
  fixed64 start_time_unix_nano = 7; fixed64 end_time_unix_nano = 8; repeated KeyValue attributes = 9;
  uint32 dropped_attributes_count = 10; repeated Event events = 11; repeated Link links = 13; SpanStatus status = 15;
  fixed32 flags = 16;
}
message Event { fixed64 time_unix_nano = 1; string name = 2; repeated KeyValue attributes = 3; }
message Link { bytes trace_id = 1; bytes span_id = 2; }
message SpanStatus { string message = 2; int32 code = 3; }
message KeyValue { string key = 1; AnyValue value = 2; }
message AnyValue {
  oneof value {
    string string_value = 1; bool bool_value = 2; int64 int_value = 3; double double_value = 4; ArrayValue array_value = 5;
    KeyValueList kvlist_value = 6; bytes bytes_value = 7;
  }
}
message ArrayValue { repeated AnyValue values = 1; }
message KeyValueList { repeated KeyValue values = 1; }
`;
const { root } = parse(proto);
const type = (name: string): Type => root.lookupType(name);

/** A request in OTLP/JSON's form, in protobuf. Ids are hexadecimal there, and bytes here. */
export function toProtobuf(request: object): Buffer {
  const ids = (key: string, value: unknown) =>
    /^(traceId|spanId|parentSpanId)$/.test(key) && typeof value === "string"
      ? Buffer.from(value, "hex").toString("base64")
      : value;
  const message = type("ExportTraceServiceRequest");
  return Buffer.from(message.encode(message.fromObject(JSON.parse(JSON.stringify(request, ids)))).finish());
}

/** What a message of the intake says. */
export function fromProtobuf(name: "ExportTraceServiceResponse" | "Status", bytes: Uint8Array): object {
  const message = type(name);
  return message.toObject(message.decode(bytes), { longs: String });
}

/** A request in protobuf, as another reader finds it. */
export function fromProtobufRequest(bytes: Uint8Array): { resourceSpans?: unknown[] } {
  const message = type("ExportTraceServiceRequest");
  return message.toObject(message.decode(bytes), { longs: String, bytes: String });
}
