import { readKeyValues } from "./any-value";
import { KINDS, readKind, readStatusCode, STATUSES } from "./enums";
import type { Place } from "./errors";
import { exceptionTypeOf } from "./exception";
import { readId } from "./ids";
import { ReadySpan } from "./protobuf/quick-span";
import type { Dynamic, OtelSpanRow } from "./row";
import { asObject, type JsonObject, stringOf } from "./shape";
import { readTime } from "./time";
import { toolSaidIn } from "./tool-events";
import { translate } from "./translate";

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
  const row =
    input instanceof ReadySpan ? ready(input, resource, scopeName) : careful(input, place, resource, scopeName);
  row.StatusCode = translate({
    name: row.Name,
    kind: row.Kind,
    scope: row.ScopeName,
    status: row.StatusCode,
    attributes: row.Attributes,
    ...(input instanceof ReadySpan ? noEvents : eventsOf((input as JsonObject).events)),
  });
  return row;
}

const noEvents = { exceptionType: "" };
const eventsOf = (events: unknown) => ({ exceptionType: exceptionTypeOf(events), tool: toolSaidIn(events) });

type Row = OtelSpanRow & { Attributes: { [name: string]: Dynamic } };

function careful(input: unknown, place: Place, resource: OtelSpanRow["Resource"], scopeName: string): Row {
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

function ready(span: ReadySpan, resource: OtelSpanRow["Resource"], scopeName: string): Row {
  return {
    TimeGenerated: span.end,
    Name: span.name,
    Kind: KINDS[span.kind]!,
    TraceId: span.traceId,
    SpanId: span.spanId,
    ParentSpanId: span.parentSpanId,
    StartTime: span.start,
    EndTime: span.end,
    StatusCode: STATUSES[span.statusCode]!,
    StatusMessage: span.statusMessage,
    Attributes: span.attributes,
    Resource: resource,
    ScopeName: scopeName,
  };
}
