import type { Column, CompiledQuery, KqlDatabase } from "@sentinel-agent-identities/kql";
import { EmulatorError } from "../errors";
import type { QueryCompiler } from "../rules/query-compiler";
import type { Notes } from "../store/notes";
import type { Stream, Workspace } from "../workspace/model";
import type { InputRow, InputSource, RejectedRow } from "./input-row";
import { soundRow } from "./sound-row";
import { missingField } from "./stream-check";
import { maximumBytes, truncateFields } from "./truncate";

/** Rows are stored in batches of this many. */
const batchSize = 8_000;
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

type Sums = { -readonly [K in "rowsIn" | "rowsOut" | "bytesIn" | "bytesOut"]: number };
const nothing: Sums = { rowsIn: 0, rowsOut: 0, bytesIn: 0, bytesOut: 0 };

type Report = Sums & { readonly table: string };

/** A stream's flow with its transform compiled. */
interface CompiledFlow {
  readonly table: string;
  readonly query: CompiledQuery;
}

/**
 * Makes a batch ready.
 * @param lane of the database, for what is done before the batch is taken in
 * @returns begins to take it in, and to add it to the reports
 */
type Ready = (batch: InputRow[], lane: number) => Promise<() => Promise<{ readonly done: Promise<void> }>>;

/** How rows are taken in. */
export interface IngestOptions {
  /** time from an event's TimeGenerated to its ingestion, in milliseconds */
  readonly latency: number;
  /** the same by stream or table, where it is another there. @default - none is */
  readonly latencies?: Readonly<Record<string, number>> | undefined;
  /** leaves `bytesOut` at 0: nobody reads the reports */
  readonly uncounted?: boolean;
  /** how far sources were taken in that are taken in once. @default - nothing is kept */
  readonly notes?: Notes | undefined;
}

/** Takes telemetry in as Azure Monitor does: stream check, transform, table. */
export class Ingestor {
  rejected: RejectedRow[] = [];
  private readonly flows = new Map<Stream, readonly CompiledFlow[]>();

  /**
   * @param columnsOf columns of a table; undefined when the workspace has no such table
   */
  constructor(
    private readonly database: KqlDatabase,
    private readonly compiler: QueryCompiler,
    private readonly workspace: Workspace,
    private readonly columnsOf: (table: string) => readonly Column[] | undefined,
    private readonly options: IngestOptions,
  ) {}

  /**
   * @param stream takes the rows; default: the stream the source is named after
   * @throws EmulatorError when nothing in the workspace takes such rows
   */
  async ingest(
    source: InputSource,
    stream = this.workspace.streams.find((s) => s.name === source.target),
  ): Promise<IngestReport[]> {
    if (stream) return this.ingestStream(stream, source);
    if (this.columnsOf(source.target)) return [await this.ingestTable(source)];
    throw new EmulatorError(
      source.file,
      `is named after "${source.target}", which is neither a stream nor a table of the workspace`,
      `streams: ${this.workspace.streams.map((s) => s.name).join(", ")}; or the name of a table`,
    );
  }

  /**
   * Compiles the transforms of all streams.
   * @throws EmulatorError for one that Azure would refuse to create
   */
  check(): void {
    for (const stream of this.workspace.streams) this.compiledFlows(stream);
  }

  private async ingestStream(stream: Stream, source: InputSource): Promise<IngestReport[]> {
    const flows = this.compiledFlows(stream);
    const reports = flows.map(({ table }) => ({ stream: stream.name, table, ...nothing }));
    let turn = 0;
    await this.eachBatch(source, reports, async (batch, lane) => {
      const complete = batch.filter((row) => {
        if (stream.partial) return true;
        const reject = missingField(stream.name, stream.columns, row);
        if (reject) this.rejected.push(reject);
        return reject === undefined;
      });
      const rows = this.placed(source, this.sound(stream.name, stream.columns, complete));
      const waiting = `${staging}$${turn++ % 2}`;
      await this.database.createTable({ name: waiting, columns: stream.columns }, lane);
      await this.store(waiting, source, rows, lane);
      return async () => {
        await this.database.renameTable(waiting, staging);
        return { done: this.transformed(flows, rows.at(-1), source, reports) };
      };
    });
    if (turn > 0) await this.database.dropTable(staging);
    return reports;
  }

  /** @param last the newest row, none when none was sound */
  private async transformed(
    flows: readonly CompiledFlow[],
    last: InputRow | undefined,
    source: InputSource,
    reports: readonly Sums[],
  ): Promise<void> {
    if (!last) return;
    const now = this.arrival(source, last);
    for (const [i, { table, query }] of flows.entries())
      reports[i]!.rowsOut += (await this.database.insertFromQuery(table, query, { now })).rows;
  }

  private async ingestTable(source: InputSource): Promise<IngestReport> {
    const table = source.target;
    const report = { stream: table, table, ...nothing };
    await this.eachBatch(source, [report], async (batch) => {
      const rows = this.sound(table, this.columnsOf(table)!, batch);
      report.rowsOut += await this.store(table, source, this.placed(source, rows));
      return async () => ({ done: Promise.resolve() });
    });
    return report;
  }

  /** Takes a source in, and measures what it brought to its tables. */
  private async eachBatch(source: InputSource, reports: readonly Report[], ready: Ready): Promise<void> {
    const notes = source.once ? this.options.notes : undefined;
    const newest = async (table: string): Promise<number> => {
      const find = () => this.database.lastRow(table);
      return notes ? notes.once(`row before ${source.file} in ${table}`, find) : find();
    };
    const isMeasured = !this.options.uncounted && !source.free;
    const before = new Map<Report, number>();
    // Of flows to one table, the first has the bytes of all.
    for (const [i, report] of reports.entries())
      if (isMeasured && reports.findIndex(({ table }) => table === report.table) === i)
        before.set(report, await newest(report.table));
    const counted: Ready = async (batch, lane) => {
      for (const report of reports) countIn(report, batch);
      return ready(batch, lane);
    };
    if (notes) await this.noted(source, notes, reports, counted);
    else await inStep(batches(source, batchSize), (batch) => counted(batch, 1));
    for (const [report, last] of before) report.bytesOut = await this.database.storedBytes(report.table, last);
  }

  /** Takes batches in, of each all or nothing. */
  private async noted(source: InputSource, notes: Notes, reports: readonly Sums[], ready: Ready): Promise<void> {
    // Batches that an earlier version has taken in are as long as its own.
    const size = await notes.once("rows of a batch", async () => batchSize);
    let number = 0;
    for await (const batch of batches(source, size)) {
      const before = this.rejected.length;
      const taken = await notes.once(`rows ${source.file} ${number++}`, async () => {
        const take = await ready(batch, 0);
        await (await take()).done;
        return { reports: reports.map((report) => ({ ...report })), rejected: this.rejected.slice(before) };
      });
      for (const [i, report] of reports.entries()) Object.assign(report, taken.reports[i]);
      this.rejected.splice(before, Infinity, ...taken.rejected);
    }
  }

  /** Rows that can be stored; the others are reported. */
  private sound(target: string, columns: readonly Column[], batch: readonly InputRow[]): InputRow[] {
    return batch.flatMap((row) => {
      // A row of fewer bytes has no field of more.
      const cut = row.bytes > maximumBytes ? { ...row, data: truncateFields(row.data) } : row;
      const sound = soundRow(target, columns, cut);
      if ("data" in sound) return [sound];
      this.rejected.push(sound);
      return [];
    });
  }

  /** Rows that can be placed in time; the others are reported. */
  private placed(source: InputSource, batch: readonly InputRow[]): InputRow[] {
    return batch.filter(({ data, place }) => {
      const needsTime = !source.arrival || "TimeGenerated" in data;
      if (!needsTime || !Number.isNaN(Date.parse(String(data.TimeGenerated)))) return true;
      this.rejected.push({
        target: source.target,
        place,
        column: "TimeGenerated",
        message: `TimeGenerated is ${JSON.stringify(data.TimeGenerated) ?? "missing"}; write an ISO 8601 instant`,
      });
      return false;
    });
  }

  /** Stores rows with their arrival time. */
  private async store(table: string, source: InputSource, rows: readonly InputRow[], lane = 0): Promise<number> {
    const byData = new Map(rows.map((row) => [row.data, row]));
    const report = await this.database.insert(
      table,
      rows.map((row) => row.data),
      { ingestionTime: (data) => this.arrival(source, byData.get(data)!), lane },
    );
    for (const { index, column, message } of report.rejected)
      this.rejected.push({ target: source.target, place: rows[index]!.place, column, message });
    return report.inserted;
  }

  /** Compiled once: requests come by the thousand. */
  private compiledFlows(stream: Stream): readonly CompiledFlow[] {
    const known = this.flows.get(stream);
    if (known) return known;
    const flows = stream.flows.map((flow) => ({
      table: flow.table,
      query: this.transform(stream, flow.transformKql, flow.where),
    }));
    this.flows.set(stream, flows);
    return flows;
  }

  private transform(stream: Stream, text: string, where: string): CompiledQuery {
    const compiler = this.compiler.with({ tables: [{ name: staging, columns: stream.columns }] });
    return compiler.query({ query: text, where: `${where} transform of ${stream.name}` });
  }

  private arrival(source: InputSource, { arrived, data }: InputRow): Date {
    const latency = this.options.latencies?.[source.target] ?? this.options.latency;
    return arrived ?? source.arrival ?? new Date(Date.parse(String(data.TimeGenerated)) + latency);
  }
}

/** Begins with each batch before the one before it is done, and ends it after that. */
async function inStep(all: AsyncIterable<InputRow[]>, ready: (batch: InputRow[]) => ReturnType<Ready>): Promise<void> {
  let before = Promise.resolve();
  try {
    for await (const batch of all) {
      const take = await ready(batch);
      await before;
      const { done } = await take();
      before = done;
      // It is awaited only after the next one is ready, and may fail before that.
      before.catch(() => undefined);
    }
  } finally {
    await before.catch(() => undefined);
  }
  await before;
}

/** Batches of a source; while one is worked on by the database, the next is read. */
async function* batches(source: InputSource, size: number): AsyncIterable<InputRow[]> {
  const reading = readBatches(source, size);
  let next = reading.next();
  for (;;) {
    const { value, done } = await next;
    if (done) return;
    next = reading.next();
    // It is awaited only after this batch, and may fail before that.
    next.catch(() => undefined);
    yield value;
  }
}

async function* readBatches(source: InputSource, size: number): AsyncGenerator<InputRow[], undefined> {
  let batch: InputRow[] = [];
  for await (const row of source.rows()) {
    batch.push(row);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
  return undefined;
}

function countIn(report: Sums, batch: readonly InputRow[]): void {
  report.rowsIn += batch.length;
  report.bytesIn += batch.reduce((sum, row) => sum + row.bytes, 0);
}
