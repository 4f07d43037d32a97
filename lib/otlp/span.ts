import { readKeyValues } from "./any-value";
import { readKind, readStatusCode } from "./enums";
import type { Place } from "./errors";
import { exceptionTypeOf } from "./exception";
import { readId } from "./ids";
import type { OtelSpanRow } from "./row";
import { asObject, stringOf } from "./shape";
import { readTime } from "./time";
import { translate } from "./translate/translate";

/**
 * Reads one span as a row, in whichever dialect it is written. Of its events only an exception is read, and links and
 * flags not at all: the stream has no column for them.
 */
export function readSpan(
  input: unknown,
  place: Place,
  resource: OtelSpanRow["Resource"],
  scopeName: string,
): OtelSpanRow {
  const span = asObject(input, place, "span");
  const status = asObject(span.status ?? {}, place.at("status"), "status");
  const end = readTime(span, "endTimeUnixNano", place);
  const row = {
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
  row.StatusCode = translate({
    name: row.Name,
    kind: row.Kind,
    status: row.StatusCode,
    attributes: row.Attributes,
    exceptionType: exceptionTypeOf(span.events),
  });
  return row;
}
