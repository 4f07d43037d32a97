import { readKeyValues } from "./any-value";
import { readKind, readStatusCode } from "./enums";
import type { Place } from "./errors";
import { readId } from "./ids";
import type { OtelSpanRow } from "./row";
import { asObject, stringOf } from "./shape";
import { readTime } from "./time";

/** Reads one span as a row. Members that the stream has no column for (events, links, flags) are not read. */
export function readSpan(
  input: unknown,
  place: Place,
  resource: OtelSpanRow["Resource"],
  scopeName: string,
): OtelSpanRow {
  const span = asObject(input, place, "span");
  const status = asObject(span.status ?? {}, place.at("status"), "status");
  const end = readTime(span, "endTimeUnixNano", place);
  return {
    TimeGenerated: end,
    Name: stringOf(span, "name", place),
    Kind: readKind(span, place),
    TraceId: readId(span, "traceId", 16, false, place),
    SpanId: readId(span, "spanId", 8, false, place),
    ParentSpanId: readId(span, "parentSpanId", 8, true, place),
    StartTime: readTime(span, "startTimeUnixNano", place),
    EndTime: end,
    StatusCode: readStatusCode(status, place.at("status")),
    StatusMessage: stringOf(status, "message", place.at("status")),
    Attributes: readKeyValues(span, "attributes", place),
    Resource: resource,
    ScopeName: scopeName,
  };
}
