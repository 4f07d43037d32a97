import {
  agentNamed,
  type KnownAgents,
  nameAgents,
  OtlpError,
  readJsonRequest,
  readProtobufRequest,
  TraceMemory,
} from "@sentinel-agent-identities/otlp";
import {
  Admission,
  announcedSize,
  type Body,
  bodyHeaders,
  type Format,
  failure,
  type HeaderOf,
  Refusal,
  readBody,
  success,
  type TelemetryAnswer,
  unpack,
} from "@sentinel-agent-identities/otlp/receiving";
import { CollectorError } from "../errors";
import { type RowSender, SendError } from "../send/sender";
import { AcceptedRows } from "./accepted";
import { deliver, type SizedRow } from "./delivery";
import { joinLate } from "./late-agents";
import { isAgentIdentity, senderOf } from "./principal";
import { recordRows } from "./record-rows";
import { spanRows, type TakenSpans } from "./span-rows";
import { agentsKnownOf, type NamedSender, stampOf } from "./standing";

/** The stream of spans. */
const spanStream = "Custom-AgentExecutionOtel";
/** The stream of records that have our columns already. */
const recordStream = "Custom-AgentExecutionNative";

/** What the intake works with. */
export interface IntakeOptions {
  readonly sender: RowSender;
  /** who may speak for agents that they are not. @default - nobody */
  readonly senders?: readonly NamedSender[];
  /** largest body, before and after it is unpacked. @default 8 MiB */
  readonly mostBytes?: number;
  /** bytes of the rows of one request, spans beyond are rejected. @default 32 MiB */
  readonly mostRowBytes?: number;
  /** memory for the values and rows of all requests together, as the intake reckons; a third of it for their bodies. @default 96 MiB */
  readonly mostHeld?: number;
  /** how long a request waits for its turn, in milliseconds. @default 5000 */
  readonly patience?: number;
  /** how long sending a body may take, in milliseconds. @default 30000 */
  readonly mostTime?: number;
  /** milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** told what nobody foresaw. @default console.error */
  readonly report?: (problem: unknown) => void;
}

/** A request as the intake needs it. */
export interface IntakeRequest {
  readonly header: HeaderOf;
  /** Called once the request has its turn, and not at all when it is refused before. */
  body(): Body | Promise<Body>;
}

/** What a byte of an unpacked body takes until its rows are sent, in bytes of memory: the text, its values, their rows. */
const weight = 6;

const mebibyte = 1024 * 1024;

/**
 * Takes spans (OTLP over HTTP: https://opentelemetry.io/docs/specs/otlp/#otlphttp) and records (in the form of the Logs
 * Ingestion API), stamps each row with who sent it, and sends them on. What is wrong with one is told, and the others are
 * taken.
 */
export class Intake {
  private readonly reading: Admission;
  private readonly working: Admission;
  private readonly accepted: AcceptedRows;
  private readonly traceMemory: TraceMemory;
  private readonly limits: { readonly mostBytes: number; readonly mostTime: number };

  constructor(private readonly options: IntakeOptions) {
    const { mostBytes = 8 * mebibyte, mostTime = 30_000, mostHeld = 96 * mebibyte, patience = 5000 } = options;
    this.limits = { mostBytes, mostTime };
    this.reading = new Admission({ mostBytes: mostHeld / 3, patience, mostWaiting: 400 });
    this.working = new Admission({ mostBytes: mostHeld, patience, mostWaiting: 400 });
    this.accepted = new AcceptedRows(options.now ?? Date.now);
    this.traceMemory = new TraceMemory(options.now ?? Date.now);
  }

  /** `POST /v1/traces`, in JSON or protobuf. Never rejects. */
  async traces(request: IntakeRequest): Promise<TelemetryAnswer> {
    const format: Format = /^application\/x-protobuf\s*(;|$)/i.test(request.header("content-type") ?? "")
      ? "application/x-protobuf"
      : "application/json";
    return this.answering(format, request.header, async (who) => {
      if (format === "application/json") requireJson(request.header, " or application/x-protobuf");
      return this.held(who, request, async (body) => {
        const read = format === "application/json" ? readJsonRequest : readProtobufRequest;
        const known = this.known(who, request.header);
        const traces = this.traceMemory.of(who);
        const taken = await spanRows(
          read(body, { later: true }),
          (rows) => nameAgents(rows, known, traces),
          this.stamp(who),
          this.mostRowBytes,
        );
        const { rows, rejected, reasons } = taken;
        await this.deliver(spanStream, who, rows);
        await this.deliverLate(who, taken);
        if (reasons.length === 0) return success(format);
        const more = rejected > reasons.length ? ["…"] : [];
        return success(format, { rejectedSpans: rejected, errorMessage: [...reasons, ...more].join("; ") });
      });
    });
  }

  /** `POST /v1/records`, a JSON array. Never rejects. */
  async records(request: IntakeRequest): Promise<TelemetryAnswer> {
    const format = "application/json";
    return this.answering(format, request.header, async (who) => {
      requireJson(request.header, "");
      return this.held(who, request, async (body) => {
        const { rows, rejected } = await recordRows(body, this.stamp(who));
        await this.deliver(recordStream, who, rows);
        return { ...success(format), body: rejected.length === 0 ? {} : { rejected } };
      });
    });
  }

  /** Finds out who asks, and makes an answer of whatever happens. */
  private async answering(
    format: Format,
    header: HeaderOf,
    work: (who: string) => Promise<TelemetryAnswer>,
  ): Promise<TelemetryAnswer> {
    try {
      return await work(identified(header));
    } catch (error) {
      if (error instanceof Refusal) return failure(format, error.status, error.message, error.headers);
      if (error instanceof OtlpError) return failure(format, 400, error.message);
      // 502 and 503 are what OTLP exporters send again.
      if (error instanceof SendError) {
        return failure(format, error.passes ? 503 : 502, error.message, retry);
      }
      (this.options.report ?? console.error)(error);
      return failure(format, 503, "the intake failed; see its log", retry);
    }
  }

  /**
   * Sends spans of earlier requests once more that have got their agent by this one. They are in the workspace already,
   * without it: what fails here is told, and changes nothing for who sent.
   */
  private async deliverLate(who: string, { spans }: TakenSpans): Promise<void> {
    const traces = this.traceMemory.of(who);
    const late = joinLate(
      spans.map(({ row }) => row),
      traces,
    );
    for (const { row, bytes } of spans) if (agentNamed(row) === undefined) traces.wait(row, bytes);
    if (late.length === 0) return;
    try {
      const { rows } = await spanRows(late, () => undefined, this.stamp(who), this.mostRowBytes);
      await this.deliver(spanStream, who, rows);
    } catch (error) {
      (this.options.report ?? console.error)(error);
    }
  }

  /** What is known of whose spans a sender sends: its own, where its token says that it is an agent. */
  private known(who: string, header: HeaderOf): KnownAgents {
    const named = agentsKnownOf(who, this.options.senders ?? []);
    return isAgentIdentity(header) ? { ...named, claim: who } : named;
  }

  private get mostRowBytes(): number {
    return this.options.mostRowBytes ?? 32 * mebibyte;
  }

  private stamp(who: string) {
    return stampOf(who, this.options.senders ?? []);
  }

  private async deliver(stream: string, who: string, rows: readonly SizedRow[]): Promise<void> {
    await deliver(this.options.sender, stream, { who, rows, accepted: this.accepted });
  }

  /** Reads a body when there is memory for it, and counts it until the work is done. */
  private async held(
    who: string,
    { header, body }: IntakeRequest,
    work: (body: Buffer) => Promise<TelemetryAnswer>,
  ): Promise<TelemetryAnswer> {
    const { packed, length } = bodyHeaders(header, this.limits);
    const reading = await this.reading.enter(who, length);
    try {
      const sent = await readBody(await body(), this.limits);
      reading.resize(sent.length);
      const size = packed ? announcedSize(sent, this.limits) : sent.length;
      const working = await this.working.enter(who, weight * size);
      const more = () => working.resize(weight * this.limits.mostBytes);
      try {
        return await work(packed ? await unpack(sent, size, this.limits, more) : sent);
      } finally {
        working.end();
      }
    } finally {
      reading.end();
    }
  }
}

const retry = { "Retry-After": "30" };

function identified(header: HeaderOf): string {
  try {
    return senderOf(header);
  } catch (error) {
    if (error instanceof CollectorError) throw new Refusal(401, error.message, { "WWW-Authenticate": "Bearer" });
    throw error;
  }
}

function requireJson(header: HeaderOf, others: string): void {
  const type = header("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new Refusal(415, `Content-Type is "${type}"; send application/json${others}`);
}
