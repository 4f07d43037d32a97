/** A value as it stands in a `dynamic` column: what JSON can hold. */
export type Dynamic = null | boolean | number | string | Dynamic[] | { [key: string]: Dynamic };

/** The kind of a span, in OpenTelemetry's words. */
export type SpanKindName = "INTERNAL" | "SERVER" | "CLIENT" | "PRODUCER" | "CONSUMER";

/** The status of a span, in OpenTelemetry's words. */
export type StatusCodeName = "UNSET" | "OK" | "ERROR";

/**
 * One row of the stream `Custom-AgentExecutionOtel`: one span.
 *
 * Datetimes are ISO 8601, UTC, with 7 decimals (100 ns, what Kusto keeps); further digits are cut, not rounded.
 */
export interface OtelSpanRow {
  /** When the span ended. */
  TimeGenerated: string;
  Name: string;
  Kind: SpanKindName;
  /** 32 hexadecimal digits, lower-case. */
  TraceId: string;
  /** 16 hexadecimal digits, lower-case. */
  SpanId: string;
  /** 16 hexadecimal digits, lower-case; empty for a root span. */
  ParentSpanId: string;
  StartTime: string;
  EndTime: string;
  StatusCode: StatusCodeName;
  StatusMessage: string;
  /** The span's attributes by name. */
  Attributes: { readonly [key: string]: Dynamic };
  /** The resource's attributes by name. */
  Resource: { readonly [key: string]: Dynamic };
  /** Name of the instrumentation scope; empty when the exporter gave none. */
  ScopeName: string;
}
