import { type CompiledQuery, type KqlAnalyzer, KqlDatabase } from "@sentinel-agent-identities/kql";
import type { WorkCache } from "../../cache";
import { builtinTables } from "../../log-analytics";
import { Ingestor } from "../ingestion/ingestor";
import type { InputSource, RejectedRow } from "../ingestion/input-row";
import { fillWatchlist } from "../workspace/fill-watchlist";
import { analyzerOf, tableSchemas, watchlistLookup } from "../workspace/kql-schema";
import { LazyTables } from "../workspace/lazy-tables";
import type { AnalyticsRule, HuntingQuery, Watchlist, Workspace } from "../workspace/model";
import type { Alert } from "./alert";
import { alertsOf } from "./grouping";
import { QueryCompiler } from "./query-compiler";
import { type Row, toRows } from "./rows";
import { runRule } from "./run-rule";
import type { PlannedRun } from "./schedule";

/** Compiled queries are kept up to this many; a run over mutated rules compiles thousands. */
const maximumCompiled = 500;

/**
 * A workspace that is filled, asked and emptied many times over, as tests of queries need it: one database, and every
 * query bound once per set of tables and watchlist columns. Events arrive at their TimeGenerated.
 */
export class RefilledWorkspace {
  private readonly analyzers = new Map<string, KqlAnalyzer>();
  private readonly compiled = new Map<string, CompiledQuery>();
  private readonly filled = new Set<string>();
  private readonly ingestor: Ingestor;
  private missing: ReadonlySet<string> = new Set();

  private constructor(
    private readonly workspace: Workspace,
    private readonly database: KqlDatabase,
    private readonly tables: LazyTables,
    private watchlists: readonly Watchlist[],
    private readonly cache?: WorkCache,
  ) {
    this.ingestor = new Ingestor(
      database,
      new QueryCompiler(this.analyzer(), cache),
      workspace,
      (table) => tables.columnsOf(table),
      {
        latency: 0,
        uncounted: true,
      },
    );
  }

  /**
   * Opens an empty workspace, with the watchlists as the Terraform fills them.
   * @param cache where compiled queries are kept. @default - with this process
   */
  static async open(workspace: Workspace, cache?: WorkCache): Promise<RefilledWorkspace> {
    const database = await KqlDatabase.open({ repeats: true });
    const schemas = new Map(tableSchemas(workspace).map((table) => [table.name, table]));
    const refilled = new RefilledWorkspace(
      workspace,
      database,
      new LazyTables(database, schemas),
      workspace.watchlists,
      cache,
    );
    await database.createLookup(watchlistLookup(workspace.watchlists));
    for (const watchlist of workspace.watchlists) await fillWatchlist(database, watchlist);
    return refilled;
  }

  /** Whether every workspace of this kind has a table of this name, before any solution is deployed. */
  isBuiltIn(table: string): boolean {
    return builtinTables().some(({ name }) => name === table);
  }

  /**
   * Replaces everything the workspace holds.
   * @param missing built-in tables that the workspace does not have
   * @returns the rows that were refused
   * @throws EmulatorError when no stream or table takes a source
   */
  async fill(
    sources: readonly InputSource[],
    watchlists: readonly Watchlist[],
    missing: readonly string[] = [],
  ): Promise<readonly RejectedRow[]> {
    this.missing = new Set(missing);
    for (const table of this.filled) await this.database.clearTable(table);
    this.filled.clear();
    await this.replaceWatchlists(watchlists);
    this.ingestor.rejected = [];
    for (const source of sources) {
      const stream = this.workspace.streams.find((s) => s.name === source.target);
      const targets = stream ? stream.flows.map((flow) => flow.table) : [source.target];
      await this.tables.create(targets);
      for (const table of targets) if (this.tables.columnsOf(table)) this.filled.add(table);
      await this.ingestor.ingest(source, stream);
    }
    return this.ingestor.rejected;
  }

  /**
   * Runs a rule once on what the workspace holds.
   * @throws EmulatorError when its query does not bind; KqlUnsupportedError, KqlRuntimeError when it cannot run
   */
  async run(rule: AnalyticsRule, run: PlannedRun): Promise<readonly Alert[]> {
    const query = this.compile(rule);
    await this.tables.create(query.tables);
    return (await runRule(this.database, { rule, query }, run)).alerts;
  }

  /**
   * The same for many runs, alerts in the order of runs: in one statement where the engine can make one.
   * @param step what the distances of the runs are multiples of, in milliseconds
   */
  async runAll(rule: AnalyticsRule, runs: readonly PlannedRun[], step: number): Promise<readonly Alert[]> {
    const { query, set } = new QueryCompiler(this.analyzer(), this.cache).rule(rule);
    const alerts: Alert[] = [];
    if (!set) {
      for (const run of runs) alerts.push(...(await this.run(rule, run)));
      return alerts;
    }
    await this.tables.create(query.tables);
    const windows = Object.fromEntries(query.tables.map((table) => [table, runs[0]?.sees ?? []]));
    const results = await this.database.querySet(set, { runs: runs.map(({ now }) => now), step, windows });
    return results.flatMap((result, i) => alertsOf(rule, toRows(result), runs[i]!));
  }

  /**
   * The rows a hunting query finds in what the workspace holds.
   * @throws EmulatorError when it does not bind; KqlUnsupportedError, KqlRuntimeError when it cannot run
   */
  async hunt(hunting: HuntingQuery, now: Date): Promise<readonly Row[]> {
    const query = this.compile(hunting);
    await this.tables.create(query.tables);
    return toRows(await this.database.query(query, { now }));
  }

  /** Frees the database. */
  close(): void {
    this.database.close();
  }

  private async replaceWatchlists(watchlists: readonly Watchlist[]): Promise<void> {
    const before = new Map(this.watchlists.map((watchlist) => [watchlist.alias, watchlist]));
    for (const watchlist of watchlists) {
      const known = before.get(watchlist.alias);
      if (known && String(known.columns) === String(watchlist.columns)) {
        if (known.items.length === 0 && watchlist.items.length === 0) continue;
      } else await this.database.createLookup(watchlistLookup([watchlist]));
      await fillWatchlist(this.database, watchlist);
    }
    this.watchlists = watchlists;
  }

  private compile(item: AnalyticsRule | HuntingQuery): CompiledQuery {
    const key = [this.schemaKey(), item.where, item.query].join("\n");
    const known = this.compiled.get(key);
    if (known) return known;
    const compiled = new QueryCompiler(this.analyzer(), this.cache).query(item);
    if (this.compiled.size >= maximumCompiled) this.compiled.clear();
    this.compiled.set(key, compiled);
    return compiled;
  }

  /** In Azure, what a query binds against depends on the columns that the items of watchlists have. */
  private analyzer(): KqlAnalyzer {
    const key = this.schemaKey();
    const analyzer =
      this.analyzers.get(key) ?? analyzerOf({ ...this.workspace, watchlists: this.watchlists }, this.missing);
    this.analyzers.set(key, analyzer);
    return analyzer;
  }

  private schemaKey(): string {
    return JSON.stringify([[...this.missing].sort(), this.watchlists.map(({ alias, columns }) => [alias, columns])]);
  }
}
