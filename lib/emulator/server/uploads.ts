import type { IncomingMessage } from "node:http";
import type { Clock } from "@sentinel-agent-identities/clock";
import type { IngestReport } from "../ingestion/ingestor";
import type { InputRow } from "../ingestion/input-row";
import { mergeReports } from "../ingestion/merge-reports";
import { truncateFields } from "../ingestion/truncate";
import type { DataCollectionRule, Stream } from "../workspace/model";
import { apiErrors } from "./api-errors";
import { readBody } from "./body";
import { readRoute, type UploadTarget } from "./route";
import { readRows } from "./rows";
import type { Throttle } from "./throttle";
import { principalOf } from "./token";

/** Rows that were taken, on their way to the tables of a stream. */
export interface Upload {
  /** for places of rows, such as `request 3` */
  readonly name: string;
  readonly rule: DataCollectionRule;
  readonly stream: Stream;
  readonly arrival: Date;
  /** uncompressed */
  readonly body: Buffer;
}

/** What rows are sent to. */
export interface Intake {
  /** the rules that there are at the moment */
  readonly rules: readonly DataCollectionRule[];
  ingest(upload: Upload): Promise<IngestReport[]>;
}

/** The rows of an upload as they are stored. @throws ApiError for a body that is no array of objects */
export const uploadedRows = (body: Buffer, name: string): InputRow[] =>
  readRows(body, name).map((row) => ({ ...row, data: truncateFields(row.data) }));

/** Takes uploads in, from the request line to the table. */
export class Uploads {
  private reports: IngestReport[] = [];
  private requests = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly intake: Intake,
    private readonly clock: Clock,
    private readonly throttle: Throttle,
  ) {}

  /** What came in so far, per stream and table. */
  get ingested(): readonly IngestReport[] {
    return this.reports;
  }

  /** @throws ApiError when the request is refused; then none of its rows is ingested */
  async take(request: IncomingMessage): Promise<void> {
    const name = `request ${++this.requests}`;
    const target = readRoute(request.method!, request.url!);
    const admitted = this.admit(target, principalOf(request.headers.authorization));
    this.throttle.countRequest(target.immutableId);
    const body = await readBody(request);
    this.throttle.countBytes(target.immutableId, body.length);
    readRows(body, name);
    await this.inTurn(() => this.ingest({ name, ...admitted, body, arrival: this.clock.now() }));
  }

  /** The stream an upload is for, when its rule exists, the principal may send to it, and it has that stream. */
  private admit({ immutableId, stream }: UploadTarget, principalId: string): Pick<Upload, "rule" | "stream"> {
    const { rules } = this.intake;
    const rule = rules.find((r) => r.immutableId === immutableId);
    if (!rule)
      throw apiErrors.unknownRule(
        immutableId,
        rules.map((r) => r.immutableId),
      );
    if (!rule.senders.includes(principalId)) throw apiErrors.forbidden(principalId, immutableId);
    const found = rule.streams.find((s) => s.name === stream);
    if (found) return { rule, stream: found };
    throw apiErrors.unknownStream(
      stream,
      immutableId,
      rule.streams.map((s) => s.name),
    );
  }

  private async ingest(upload: Upload): Promise<void> {
    this.reports = mergeReports([...this.reports, ...(await this.intake.ingest(upload))]);
  }

  /** The emulator takes one source at a time; clients send several. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
