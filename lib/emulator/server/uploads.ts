import type { IncomingMessage } from "node:http";
import type { Clock } from "../../clock";
import type { SentinelEmulator } from "../emulator";
import type { IngestReport } from "../ingestion/ingestor";
import type { InputRow } from "../ingestion/input-row";
import { mergeReports } from "../ingestion/merge-reports";
import { truncateFields } from "../ingestion/truncate";
import type { Stream } from "../workspace/model";
import { apiErrors } from "./api-errors";
import { readBody } from "./body";
import { readRoute, type UploadTarget } from "./route";
import { readRows } from "./rows";
import type { Throttle } from "./throttle";
import { principalOf } from "./token";

/** Takes uploads in, from the request line to the table. */
export class Uploads {
  private reports: IngestReport[] = [];
  private requests = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly emulator: SentinelEmulator,
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
    const stream = this.admit(target, principalOf(request.headers.authorization));
    this.throttle.countRequest(target.immutableId);
    const body = await readBody(request);
    this.throttle.countBytes(target.immutableId, body.length);
    const rows = readRows(body, name).map((row) => ({ ...row, data: truncateFields(row.data) }));
    await this.inTurn(() => this.ingest(stream, name, rows));
  }

  /** The stream an upload is for, when its rule exists, the principal may send to it, and it has that stream. */
  private admit({ immutableId, stream }: UploadTarget, principalId: string): Stream {
    const rules = this.emulator.workspace.dataCollectionRules;
    const rule = rules.find((r) => r.immutableId === immutableId);
    if (!rule)
      throw apiErrors.unknownRule(
        immutableId,
        rules.map((r) => r.immutableId),
      );
    if (!rule.senders.includes(principalId)) throw apiErrors.forbidden(principalId, immutableId);
    const found = rule.streams.find((s) => s.name === stream);
    if (found) return found;
    throw apiErrors.unknownStream(
      stream,
      immutableId,
      rule.streams.map((s) => s.name),
    );
  }

  private async ingest(stream: Stream, name: string, rows: readonly InputRow[]): Promise<void> {
    const source = {
      target: stream.name,
      file: name,
      arrival: this.clock.now(),
      rows: async function* () {
        yield* rows;
      },
    };
    this.reports = mergeReports([...this.reports, ...(await this.emulator.ingest(source, stream))]);
  }

  /** The emulator takes one source at a time; clients send several. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
