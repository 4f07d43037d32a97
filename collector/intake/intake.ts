import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { OtlpError, readOtlpTraces } from "../../lib/otlp";
import { CollectorError } from "../errors";
import { mostBytes } from "../send/batches";
import { type RowSender, SendError } from "../send/sender";
import { type HeaderOf, principalOf } from "./principal";

const inflate = promisify(gunzip);
/** The stream of spans. */
const stream = "Custom-AgentExecutionOtel";

/** What the intake works with. */
export interface IntakeOptions {
  readonly sender: RowSender;
  /** object or application ids of who may send, lower case. @default - whoever App Service lets in */
  readonly senders?: readonly string[];
  /** Largest body, before and after it is unpacked. @default 8 MiB */
  readonly mostBytes?: number;
}

/** A request as the intake needs it. */
export interface IntakeRequest {
  readonly header: HeaderOf;
  body(): Promise<Uint8Array>;
}

/** An answer. */
export interface IntakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON */
  readonly body: object;
}

/** OTLP over HTTP in JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp. Spans go to the workspace as they are. */
export class Intake {
  constructor(private readonly options: IntakeOptions) {}

  /** `POST /v1/traces`. Never rejects. */
  async traces(request: IntakeRequest): Promise<IntakeAnswer> {
    try {
      this.admit(request.header);
      return await this.take(await this.read(request));
    } catch (error) {
      if (error instanceof Refusal) return answer(error.status, error.message, error.headers);
      if (error instanceof OtlpError) return answer(400, error.message);
      // 503 is what OTLP exporters send again.
      if (error instanceof SendError) return answer(error.taken === undefined ? 503 : 502, error.message, retry);
      return answer(500, "the intake failed; see its log");
    }
  }

  private admit(header: HeaderOf): void {
    const { senders } = this.options;
    let who: ReturnType<typeof principalOf>;
    try {
      who = principalOf(header);
    } catch (error) {
      if (error instanceof CollectorError) throw new Refusal(401, error.message, { "WWW-Authenticate": "Bearer" });
      throw error;
    }
    if (senders && ![who.objectId, who.appId].some((id) => id !== undefined && senders.includes(id)))
      throw new Refusal(
        403,
        `${who.objectId ?? who.appId} may not send; add its object id or application id to COLLECTOR_SENDERS`,
      );
  }

  private async read({ header, body }: IntakeRequest): Promise<string> {
    const most = this.options.mostBytes ?? 8 * 1024 * 1024;
    const type = header("content-type") ?? "";
    if (!/^application\/json\s*(;|$)/i.test(type))
      throw new Refusal(
        415,
        `Content-Type is "${type}"; send application/json (OTEL_EXPORTER_OTLP_PROTOCOL=http/json)`,
      );
    const encoding = header("content-encoding")?.toLowerCase();
    if (encoding !== undefined && encoding !== "gzip" && encoding !== "identity")
      throw new Refusal(415, `Content-Encoding is "${encoding}"; send gzip, or leave it out`);
    const tooLarge = new Refusal(413, `a request takes ${most} bytes; lower the exporter's batch size`);
    if (Number(header("content-length") ?? 0) > most) throw tooLarge;
    const bytes = await body();
    if (bytes.length > most) throw tooLarge;
    const plain = encoding === "gzip" ? await unpacked(bytes, most, tooLarge) : bytes;
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(plain);
    } catch {
      throw new Refusal(400, "the body is not UTF-8");
    }
  }

  private async take(text: string): Promise<IntakeAnswer> {
    const rows = readOtlpTraces(text, "request");
    const fitting = rows.filter((row) => Buffer.byteLength(JSON.stringify(row)) < mostBytes);
    if (fitting.length > 0)
      await this.options.sender.send(
        stream,
        fitting.map((row) => ({ ...row })),
      );
    const rejectedSpans = rows.length - fitting.length;
    if (rejectedSpans === 0) return { status: 200, body: {} };
    // https://opentelemetry.io/docs/specs/otlp/#partial-success-1: an exporter must not send these again
    const errorMessage = `spans of more than ${mostBytes} bytes are not taken`;
    return { status: 200, body: { partialSuccess: { rejectedSpans: String(rejectedSpans), errorMessage } } };
  }
}

const retry = { "Retry-After": "30" };

/** A request that is refused for what it is. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** A `Status` message of OTLP. */
function answer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): IntakeAnswer {
  return { status, headers: { ...headers, "Content-Type": "application/json" }, body: { message } };
}

async function unpacked(bytes: Uint8Array, most: number, tooLarge: Refusal): Promise<Uint8Array> {
  try {
    return await inflate(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge;
    throw new Refusal(400, `the body is not gzip (${(error as Error).message})`);
  }
}
