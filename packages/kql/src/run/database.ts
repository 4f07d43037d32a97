import type { CompiledQuery } from "../compile/compiled-query";
import { GEO_TABLE, geoColumns } from "../compile/functions/geo";
import { lookupStorage } from "../compile/lookups";
import { RUN } from "../plan/runs";
import { identifier } from "../plan/sql";
import type { InsertOptions, InsertReport, LookupSchema, QueryResult, RunOptions, RunSet, TableSchema } from "../types";
import { ticksOfDate } from "../values/datetime";
import { fromStored } from "../values/storage";
import { ChildEngine } from "./child-engine";
import { type Engine, type EngineOptions, refuseMixed } from "./engine";
import { type ExternalRow, ExternalRows, refuseRejected } from "./external-rows";
import type * as Local from "./local-engine";
import { naming } from "./naming";
import { render } from "./render";
import { renderSet, setTables } from "./render-set";
import { readRows } from "./rows";
import { StandingTables } from "./standing-tables";
import { StoredTables, unquoted } from "./stored-tables";
import { bytesIn, extentOf, lastRowOf } from "./table-measures";
import { inTransaction } from "./transaction";

/** Tables in one DuckDB, and compiled queries run on them. */
export class KqlDatabase {
  private readonly tables = new StoredTables();
  private readonly external = new ExternalRows();
  private readonly standing: StandingTables;
  private stages = 0;

  private constructor(private readonly engine: Engine) {
    this.standing = new StandingTables(engine);
  }

  /**
   * Opens an empty database in memory, or the one that a file holds.
   * @throws RangeError for `repeats` or `path` together with `isolation`, or `compressed` with one of the latter
   */
  static async open(options: EngineOptions = {}): Promise<KqlDatabase> {
    refuseMixed(options);
    if (options.isolation) return new KqlDatabase(await ChildEngine.open(options));
    // DuckDB is loaded by the first who opens a database.
    const { LocalEngine } = require("./local-engine") as typeof Local;
    return new KqlDatabase(await LocalEngine.open(options));
  }

  /** Creates an empty table; one of the same name is replaced. @param lane as in `query`. @default 0 */
  async createTable(schema: TableSchema, lane = 0): Promise<void> {
    this.standing.changed(schema.name);
    await this.tables.create(schema, this.engine, lane);
  }

  /** Gives a table another name; one of that name is replaced. */
  async renameTable(from: string, to: string): Promise<void> {
    for (const name of [from, to]) this.standing.changed(name);
    await this.tables.rename(from, to, this.engine);
  }

  /** Makes sure that a table is there: where the file has one of this name, with these columns, its rows stay. */
  async keepTable(schema: TableSchema): Promise<void> {
    await this.tables.keep(schema, this.engine);
  }

  /**
   * All of some work's writing, or none. What is read meanwhile, in this lane, sees it already.
   * @param work its statements come one after the other
   */
  transaction<T>(work: () => Promise<T>): Promise<T> {
    return inTransaction(this.engine, work);
  }

  /** Removes a table's rows. */
  async clearTable(name: string): Promise<void> {
    this.standing.changed(name);
    await this.engine.run(`TRUNCATE ${this.tables.get(name).storage}`);
  }

  /** Removes a table. */
  async dropTable(name: string): Promise<void> {
    this.standing.changed(name);
    await this.tables.drop(name, this.engine);
  }

  /**
   * Inserts rows, converted to the columns' types. Absent columns are null ('' for strings). A row with a column the
   * table does not have, or with a value that cannot be of its column's type, is reported and not inserted.
   */
  async insert(
    name: string,
    rows: readonly Record<string, unknown>[],
    { ingestionTime = new Date(0), lane = 0 }: InsertOptions = {},
  ): Promise<InsertReport> {
    const table = this.tables.get(name);
    this.standing.changed(name);
    const { data, rejected, accepted } = readRows(table.columns, rows);
    const times =
      ingestionTime instanceof Date
        ? accepted.map(() => ticksOfDate(ingestionTime))
        : accepted.map((index) => ticksOfDate(ingestionTime(rows[index]!)));
    const all = [...data, times];
    if (accepted.length > 0) await this.engine.append(unquoted(table.storage), table.columns, all, lane);
    return { inserted: accepted.length, rejected };
  }

  /**
   * Runs a query and inserts its rows into a table, by column name. Each row keeps the ingestion time of the row it was
   * made from; where a row has no single origin, it is `now`.
   * @throws KqlRuntimeError when the query returns a column the table lacks, or has with another type
   */
  async insertFromQuery(name: string, query: CompiledQuery, options: RunOptions): Promise<{ rows: number }> {
    const insert = (last: CompiledQuery) =>
      this.insertSelected(name, last, `${ticksOfDate(options.now)}::BIGINT`, (values) =>
        render(last.rowsTemplate, options, (source) => this.tables.scan(source, last), values),
      );
    return naming(query, () => this.staged(query, options, insert));
  }

  /** The same for every run of a query that was compiled for a set; the rows come in run by run. */
  async insertFromSet(name: string, query: CompiledQuery, set: RunSet): Promise<{ rows: number }> {
    if (set.runs.length === 0) return { rows: 0 };
    for (const sql of setTables(set)) await this.engine.run(sql);
    const scan = (source: string) => this.tables.scan(source, query);
    const rows = (items: string) => `${renderSet(query.rowsTemplate, set, scan, { items })} ORDER BY ${RUN}`;
    return this.insertSelected(name, query, RUN, rows);
  }

  /** @param now of the run that a row is of, in SQL */
  private async insertSelected(
    name: string,
    query: CompiledQuery,
    now: string,
    rows: (values: string) => string,
  ): Promise<{ rows: number }> {
    this.standing.changed(name);
    const { storage, into, values } = this.tables.insertion(name, now, query);
    const [counts] = await this.engine.columns(`INSERT INTO ${storage} (${into}) ${rows(values)}`);
    return { rows: Number(counts?.[0] ?? 0) };
  }

  /** Puts rows that came in into the least space, where the database was opened as `compressed`. */
  async compact(): Promise<void> {
    await this.engine.compact();
  }

  /** How many rows a table has, and how long it took them to come in. */
  async extent(name: string): Promise<{ readonly rows: number; readonly milliseconds: number }> {
    return extentOf(this.tables.get(name), this.engine);
  }

  /** The number of a table's newest row; -1 when it has none. Rows are numbered as they come in. */
  async lastRow(name: string): Promise<number> {
    return lastRowOf(this.tables.get(name), this.engine);
  }

  /** Takes rows out again, those with a higher number than this. */
  async removeAfter(name: string, row: number): Promise<void> {
    this.standing.changed(name);
    await this.engine.run(`DELETE FROM ${this.tables.get(name).storage} WHERE rowid > ${row}`);
  }

  /**
   * What a table's values take as text, in bytes; empty values take none.
   * @param after leaves out rows up to this number: measuring what a batch added must not read all that came before
   */
  async storedBytes(name: string, after = -1): Promise<number> {
    return bytesIn(this.tables.get(name), after, this.engine);
  }

  /** Makes a look-up's variants known, empty. */
  async createLookup({ functionName, common, variants }: LookupSchema): Promise<void> {
    for (const [variant, columns] of Object.entries(variants))
      await this.createTable({ name: lookupStorage(functionName, variant), columns: [...common, ...columns] });
  }

  /** Replaces the rows of one variant of a look-up, such as the items of a watchlist. */
  async setLookup(
    functionName: string,
    variant: string,
    rows: readonly Record<string, unknown>[],
  ): Promise<InsertReport> {
    await this.clearTable(lookupStorage(functionName, variant));
    return this.insert(lookupStorage(functionName, variant), rows);
  }

  /**
   * Gives an address that `externaldata` reads its rows: by column name, or by position. Nothing is ever fetched.
   */
  setExternalData(uri: string, rows: readonly ExternalRow[]): void {
    this.external.set(uri, rows);
  }

  /** Gives `geo_info_from_ip_address` its rows: network, country, state, city, latitude, longitude. */
  async setGeoInfo(rows: readonly Record<string, unknown>[]): Promise<InsertReport> {
    await this.createTable({ name: GEO_TABLE, columns: geoColumns });
    return this.insert(GEO_TABLE, rows);
  }

  /**
   * Runs a compiled query.
   * @param lane queries of different lanes may run at the same time, unless they read external data or their columns depend
   *   on the data. @default 0
   */
  async query(query: CompiledQuery, options: RunOptions, lane = 0): Promise<QueryResult> {
    return naming(query, () => this.staged(query, options, (last) => this.run(last, options, lane)));
  }

  /**
   * Runs a query that was compiled for a set, once for all its runs.
   * @param lane sets of different lanes may run at the same time. @default 0
   * @param growth bytes by which the process may grow meanwhile. @default - as much as by any query
   * @returns the rows of each run, in the order of `set.runs`
   * @throws KqlRuntimeError whose reason is `memory` for a set that needs more
   */
  async querySet(query: CompiledQuery, set: RunSet, lane = 0, growth?: number): Promise<QueryResult[]> {
    const { columns } = query;
    const places = new Map(set.runs.map((run, index) => [ticksOfDate(run), index]));
    const results = set.runs.map((): unknown[][] => []);
    if (set.runs.length > 0) {
      await this.loadExternals(query);
      const scan = (table: string) => this.tables.scan(table, query);
      const run = async (standing: (key: string) => string) => {
        for (const sql of setTables(set, lane)) await this.engine.run(sql, lane);
        return this.engine.columns(renderSet(query.template, set, scan, { lane, standing }), lane, growth);
      };
      const [runs = [], ...data] = await naming(query, () =>
        this.standing.reading(query, set, { scan, lane, growth }, run),
      );
      for (const [row, run] of runs.entries())
        results[places.get(run as bigint)!]!.push(
          columns.map(({ type }, index) => fromStored(data[index]![row], type)),
        );
    }
    return results.map((rows) => ({ columns, rows }));
  }

  private async run(query: CompiledQuery, options: RunOptions, lane: number): Promise<QueryResult> {
    await this.loadExternals(query);
    const sql = render(query.template, options, (table) => this.tables.scan(table, query));
    const data = await this.engine.columns(sql, lane);
    const { columns } = query;
    const rows = Array.from({ length: data[0]?.length ?? 0 }, (_, row) =>
      columns.map(({ type }, index) => fromStored(data[index]![row], type)),
    );
    return { columns, rows };
  }

  /** Runs the stages of a query whose columns depend on the data, then its last part. */
  private async staged<T>(
    query: CompiledQuery,
    options: RunOptions,
    last: (query: CompiledQuery) => Promise<T>,
  ): Promise<T> {
    const { staged } = query;
    if (!staged) return last(query);
    const name = `$stage${this.stages++}`;
    const input = identifier(`${name}_input`);
    await this.loadExternals(query);
    try {
      await this.engine.run(
        `CREATE TABLE ${input} AS ${render(staged.template, options, (table) => this.tables.scan(table, query))}`,
      );
      const { columns, rows } = await staged.plan.finish(input, (sql) => this.engine.columns(sql));
      const [counted] = await this.engine.columns(`SELECT count(*) FROM ${input}`);
      const { query: rest, table } = staged.resume({ name, columns }, Number(counted![0]) === 0);
      await this.createTable(table);
      if (table.columns.length > columns.length) return await this.staged(rest, options, last);
      const items = [...this.tables.get(name).names, "NULL::BIGINT"].join(", ");
      await this.engine.run(`INSERT INTO ${this.tables.get(name).storage} SELECT ${items} FROM (${rows})`);
      return await this.staged(rest, options, last);
    } finally {
      await this.engine.run(`DROP TABLE IF EXISTS ${input}`);
      if (this.tables.has(name)) await this.dropTable(name);
    }
  }

  private async loadExternals(query: CompiledQuery): Promise<void> {
    for (const [storage, { uri, columns }] of Object.entries(query.externals)) {
      const rows = this.external.rowsAt(uri, columns);
      await this.createTable({ name: storage, columns });
      refuseRejected(uri, await this.insert(storage, rows));
    }
  }

  /** Bytes that the process took at most while the last query of a lane ran, but for pages of the file; 0 with `isolation`. */
  peak(lane = 0): number {
    return this.engine.peak(lane);
  }

  /**
   * Ends what is running; the query fails with a KqlRuntimeError whose reason is `cancelled`.
   * @param lane where. @default - everywhere
   */
  interrupt(lane?: number): void {
    this.engine.interrupt(lane);
  }

  close(): void {
    this.engine.close();
  }
}
