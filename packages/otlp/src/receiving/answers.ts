import type * as Minimal from "protobufjs/minimal";

/** An answer. */
export interface TelemetryAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; bytes to who sent protobuf */
  readonly body: object | Uint8Array;
}

/** How a request is written, and so its answer. */
export type Format = "application/json" | "application/x-protobuf";

/** Spans that were not taken, as OTLP says it: https://opentelemetry.io/docs/specs/otlp/#partial-success-1 */
export interface PartialSuccess {
  readonly rejectedSpans: number;
  readonly errorMessage: string;
}

/** `ExportTraceServiceResponse`. */
export function success(format: Format, partial?: PartialSuccess): TelemetryAnswer {
  if (format === "application/json") {
    const rejected = partial && { ...partial, rejectedSpans: String(partial.rejectedSpans) };
    return { status: 200, headers: typed(format), body: rejected ? { partialSuccess: rejected } : {} };
  }
  const writer = protobuf().Writer.create();
  if (partial)
    writer
      .uint32(0x0a)
      .fork()
      .uint32(0x08)
      .uint32(partial.rejectedSpans)
      .uint32(0x12)
      .string(partial.errorMessage)
      .ldelim();
  return { status: 200, headers: typed(format), body: writer.finish() };
}

/** `Status`. */
export function failure(
  format: Format,
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): TelemetryAnswer {
  const body =
    format === "application/json" ? { message } : protobuf().Writer.create().uint32(0x12).string(message).finish();
  return { status, headers: { ...headers, ...typed(format) }, body };
}

const typed = (format: Format) => ({ "Content-Type": format });

/** Loaded when the first such request comes. */
const protobuf = () => require("protobufjs/minimal") as typeof Minimal;
