import { isAggregateLogsUploadError, LogsIngestionClient } from "@azure/monitor-ingestion";
import { CollectorError } from "../errors";
import { batches } from "./batches";

type Row = Readonly<Record<string, unknown>>;

/** Sends rows to streams of a data collection rule. */
export interface RowSender {
  /** In as many requests as it takes. Tries again where that helps, so that a row can arrive twice. */
  send(stream: string, rows: readonly Row[]): Promise<void>;
  /**
   * In one request that is made once.
   * @returns false when it was refused for the moment and nothing was taken (429)
   * @throws CollectorError otherwise: then it is not known whether the rows were taken, unless `taken` is false
   */
  sendOnce(stream: string, rows: readonly Row[]): Promise<boolean>;
}

/** Rows that were not sent. */
export class SendError extends CollectorError {
  /** @param status of the answer; undefined when there was none */
  constructor(
    where: string,
    problem: string,
    fix: string,
    readonly status: number | undefined,
  ) {
    super(where, problem, fix);
    this.name = "SendError";
  }

  /** false when the endpoint refused the request, undefined when nobody knows */
  get taken(): false | undefined {
    return this.status === undefined || this.status >= 500 || this.status === 408 ? undefined : false;
  }

  /** The endpoint takes such rows, but not now. */
  get passes(): boolean {
    return this.taken === undefined || this.status === 429;
  }

  /** It is the rows that the endpoint does not take: fewer of them, or others, may do. */
  get refusesRows(): boolean {
    return this.status === 400 || this.status === 413 || this.status === 422;
  }
}

/** Where rows go. */
export interface Destination {
  /** logs ingestion endpoint */
  readonly endpoint: string;
  /** immutable id of the data collection rule */
  readonly ruleId: string;
  readonly credential: ConstructorParameters<typeof LogsIngestionClient>[1];
  /** PEM of an authority to trust besides the usual ones */
  readonly ca?: string;
}

/** Sends with Microsoft's client. */
export class IngestionSender implements RowSender {
  private readonly patient: LogsIngestionClient;
  private readonly single: LogsIngestionClient;

  constructor(private readonly destination: Destination) {
    const { endpoint, credential, ca } = destination;
    const options = ca === undefined ? {} : { tlsOptions: { ca } };
    this.patient = new LogsIngestionClient(endpoint, credential, options);
    this.single = new LogsIngestionClient(endpoint, credential, { ...options, retryOptions: { maxRetries: 0 } });
  }

  async send(stream: string, rows: readonly Row[]): Promise<void> {
    for (const batch of batches(rows)) await this.upload(this.patient, stream, batch);
  }

  async sendOnce(stream: string, rows: readonly Row[]): Promise<boolean> {
    try {
      await this.upload(this.single, stream, rows);
      return true;
    } catch (error) {
      if (error instanceof SendError && error.status === 429) return false;
      throw error;
    }
  }

  private async upload(client: LogsIngestionClient, stream: string, rows: readonly Row[]): Promise<void> {
    try {
      await client.upload(
        this.destination.ruleId,
        stream,
        rows.map((row) => ({ ...row })),
      );
    } catch (error) {
      throw failure(stream, isAggregateLogsUploadError(error) ? error.errors[0]!.cause : (error as Error));
    }
  }
}

function failure(stream: string, cause: Error): SendError {
  const { statusCode } = cause as { statusCode?: number };
  if (statusCode === undefined || statusCode >= 500 || statusCode === 408)
    return new SendError(stream, `${statusCode ?? "no answer"}: ${cause.message}`, "the job tries again", statusCode);
  const fix =
    statusCode === 401 || statusCode === 403
      ? "assign Monitoring Metrics Publisher on the data collection rule; it can take 30 minutes to work"
      : "see that endpoint, rule and this version's streams belong together";
  return new SendError(stream, `${statusCode} ${cause.message}`, fix, statusCode);
}
