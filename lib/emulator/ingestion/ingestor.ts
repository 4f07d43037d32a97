import { type Column, type CompiledQuery, compile, type KqlAnalyzer, type KqlDatabase } from "../../kql";
import { EmulatorError } from "../errors";
import type { Stream, Workspace } from "../workspace/model";
import type { InputRow, InputSource, RejectedRow } from "./input-row";
import { missingField } from "./stream-check";

/** Rows are stored in batches of this many. */
const batchSize = 20_000;
/** The name transforms know their input by. */
const staging = "source";

/** What one flow of a stream, or one table written directly, took in and kept. */
export interface IngestReport {
  readonly stream: string;
  readonly table: string;
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** A stream's flow with its transform compiled. */
interface CompiledFlow {
  readonly table: string;
  readonly query: CompiledQuery;
}

/** Takes telemetry in as Azure Monitor does: stream check, transform, table. */
export class Ingestor {
  readonly rejected: RejectedRow[] = [];

  /**
   * @param latency time from an event's TimeGenerated to its ingestion, in milliseconds
   * @param columnsOf columns of a table; undefined when the workspace has no such table
   */
  constructor(
    private readonly database: KqlDatabase,
    private readonly analyzer: KqlAnalyzer,
    private readonly workspace: Workspace,
    private readonly latency: number,
    private readonly columnsOf: (table: string) => readonly Column[] | undefined,
  ) {}

  /** @throws EmulatorError when nothing in the workspace takes such rows */
  async ingest(source: InputSource): Promise<IngestReport[]> {
    const stream = this.workspace.streams.find((s) => s.name === source.target);
    if (stream) return this.ingestStream(stream, source);
    if (this.columnsOf(source.target)) return [await this.ingestTable(source)];
    throw new EmulatorError(
      source.file,
      `is named after "${source.target}", which is neither a stream nor a table of the workspace`,
      `streams: ${this.workspace.streams.map((s) => s.name).join(", ")}; or the name of a table`,
    );
  }

  private async ingestStream(stream: Stream, source: InputSource): Promise<IngestReport[]> {
    const flows = stream.flows.map((flow) => ({
      table: flow.table,
      query: this.transform(stream, flow.transformKql, flow.where),
    }));
    const reports = flows.map(({ table }) => ({
      stream: stream.name,
      table,
      rowsIn: 0,
      rowsOut: 0,
      bytesIn: 0,
      bytesOut: 0,
    }));
    for await (const batch of batches(source)) {
      const complete = batch.filter((row) => {
        const reject = missingField(stream.name, stream.columns, row);
        if (reject) this.rejected.push(reject);
        return reject === undefined;
      });
      await this.database.createTable({ name: staging, columns: stream.columns });
      await this.store(staging, stream.name, complete);
      for (const [i, flow] of flows.entries()) await this.run(flow, batch, reports[i]!);
      await this.database.dropTable(staging);
    }
    return reports;
  }

  private async run(
    flow: CompiledFlow,
    batch: readonly InputRow[],
    report: IngestReport & Record<string, unknown>,
  ): Promise<void> {
    const before = await this.database.storedBytes(flow.table);
    const { rows } = await this.database.insertFromQuery(flow.table, flow.query, { now: this.arrival(batch.at(-1)!) });
    const after = await this.database.storedBytes(flow.table);
    Object.assign(report, {
      rowsIn: report.rowsIn + batch.length,
      rowsOut: report.rowsOut + rows,
      bytesIn: report.bytesIn + bytesOf(batch),
      bytesOut: report.bytesOut + after - before,
    });
  }

  private async ingestTable(source: InputSource): Promise<IngestReport> {
    const table = source.target;
    const report = { stream: table, table, rowsIn: 0, rowsOut: 0, bytesIn: 0, bytesOut: 0 };
    for await (const batch of batches(source)) {
      const before = await this.database.storedBytes(table);
      report.rowsOut += await this.store(table, table, batch);
      report.bytesOut += (await this.database.storedBytes(table)) - before;
      report.rowsIn += batch.length;
      report.bytesIn += bytesOf(batch);
    }
    return report;
  }

  /** Stores rows with their arrival time; rows without a usable TimeGenerated cannot be placed in time. */
  private async store(table: string, target: string, batch: readonly InputRow[]): Promise<number> {
    const timed = batch.filter((row) => {
      if (!Number.isNaN(this.arrival(row).getTime())) return true;
      this.rejected.push({
        target,
        place: row.place,
        column: "TimeGenerated",
        message: `TimeGenerated is ${JSON.stringify(row.data.TimeGenerated) ?? "missing"}; write an ISO 8601 instant`,
      });
      return false;
    });
    const report = await this.database.insert(
      table,
      timed.map((row) => row.data),
      { ingestionTime: (row) => this.arrivalOf(row) },
    );
    for (const { index, column, message } of report.rejected)
      this.rejected.push({ target, place: timed[index]!.place, column, message });
    return report.inserted;
  }

  private transform(stream: Stream, text: string, where: string): CompiledQuery {
    const analysis = this.analyzer
      .withSchema({ tables: [{ name: staging, columns: stream.columns }] })
      .analyze(text, { file: `${where} transform of ${stream.name}` });
    return compile(analysis);
  }

  private arrival(row: InputRow): Date {
    return this.arrivalOf(row.data);
  }

  private arrivalOf(row: Readonly<Record<string, unknown>>): Date {
    return new Date(Date.parse(String(row.TimeGenerated)) + this.latency);
  }
}

async function* batches(source: InputSource): AsyncIterable<InputRow[]> {
  let batch: InputRow[] = [];
  for await (const row of source.rows()) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function bytesOf(batch: readonly InputRow[]): number {
  return batch.reduce((sum, row) => sum + row.bytes, 0);
}
