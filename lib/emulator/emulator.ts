import { type Column, type KqlAnalyzer, KqlDatabase, type QueryResult } from "@sentinel-agent-identities/kql";
import { defaultLatency, type EmulatorOptions, type QueryOptions } from "./emulator-options";
import { EmulatorError } from "./errors";
import { Ingestor, type IngestReport } from "./ingestion/ingestor";
import type { InputSource, RejectedRow } from "./ingestion/input-row";
import { type Outcome, type ReplayOptions, type ReplayParts, replay } from "./replay";
import { type Elsewhere, replayElsewhere } from "./replay-elsewhere";
import { isForetellable, replayForetold } from "./replay-foretold";
import { Activity, readsOf } from "./rules/activity";
import type { Alert } from "./rules/alert";
import { columnsOfQuery } from "./rules/columns-of-query";
import type { CompiledRule, QueryReads } from "./rules/compiled-rule";
import { QueryCompiler } from "./rules/query-compiler";
import { exceptQuiet, type Rehearsal } from "./rules/rehearsal";
import { resultsOfRuns } from "./rules/results-of-runs";
import { Retold } from "./rules/retold-alerts";
import { rowsAsked } from "./rules/rows-asked";
import { RunAhead } from "./rules/run-ahead";
import { runRule } from "./rules/run-rule";
import { runsWithRows } from "./rules/runs-with-rows";
import type { PlannedRun } from "./rules/schedule";
import { TableSizes } from "./rules/table-sizes";
import { Notes } from "./store/notes";
import { stretchesOf } from "./store/stretches";
import { withoutMade } from "./store/without-made";
import { runSummaries } from "./summaries/run-summaries";
import { compileSummary } from "./summaries/run-summary";
import { fillWatchlist } from "./workspace/fill-watchlist";
import { analyzerOf, tableSchemas, watchlistLookup } from "./workspace/kql-schema";
import { LazyTables } from "./workspace/lazy-tables";
import type { AnalyticsRule, SavedFunction, Watchlist, Workspace } from "./workspace/model";

/** A local Sentinel workspace, as the Terraform describes it. */
export class SentinelEmulator {
  private readonly ingestor: Ingestor;
  private readonly compilations = new Map<string, CompiledRule>();
  private watchlists: readonly Watchlist[];
  private compiler: QueryCompiler;
  /** What a replay has found out before its time came. */
  private ahead: RunAhead | undefined;

  private constructor(
    readonly workspace: Workspace,
    private readonly database: KqlDatabase,
    private analyzer: KqlAnalyzer,
    private readonly tables: LazyTables,
    private readonly rules: readonly AnalyticsRule[],
    private readonly options: EmulatorOptions,
    /** What it remembers beside rows that it keeps. */
    readonly notes?: Notes,
  ) {
    this.watchlists = workspace.watchlists;
    this.compiler = new QueryCompiler(analyzer, options.cache);
    this.ingestor = new Ingestor(database, this.compiler, workspace, (table) => tables.columnsOf(table), {
      latency: options.latency ?? defaultLatency,
      latencies: options.latencies,
      notes,
    });
  }

  /** Creates the workspace: tables, functions, watchlists. Rules are compiled when they are first needed. */
  static async open(workspace: Workspace, options: EmulatorOptions = {}): Promise<SentinelEmulator> {
    const schemas = new Map(tableSchemas(workspace).map((table) => [table.name, table]));
    const rules = options.rules ?? workspace.rules.filter((rule) => rule.enabled);
    const database = await KqlDatabase.open(options.store ?? { compressed: true });
    const emulator = new SentinelEmulator(
      workspace,
      database,
      analyzerOf(workspace),
      new LazyTables(database, schemas),
      rules,
      options,
      options.store && (await Notes.open(database)),
    );
    await database.createLookup(watchlistLookup(workspace.watchlists));
    for (const watchlist of workspace.watchlists) await fillWatchlist(database, watchlist);
    return emulator;
  }

  /** Rows that were refused so far. */
  get rejected(): readonly RejectedRow[] {
    return this.ingestor.rejected;
  }

  /**
   * Takes one source of telemetry in. Sources go in one after the other, never two at a time.
   * @param stream takes the rows; default: the stream, or the table, the source is named after
   * @throws EmulatorError when no stream or table takes it
   */
  async ingest(
    source: InputSource,
    stream = this.workspace.streams.find((s) => s.name === source.target),
  ): Promise<IngestReport[]> {
    const tables = stream ? stream.flows.map((flow) => flow.table) : [source.target];
    await this.tables.create(tables);
    const reports = await this.ingestor.ingest(source, stream);
    this.ahead?.changed(tables);
    return reports;
  }

  /**
   * Runs a query on the workspace's tables, functions and watchlists, as an analyst would.
   * @throws KqlSemanticError, KqlUnsupportedError, KqlRuntimeError
   */
  async query(text: string, { now, arrivedBy, generated }: QueryOptions): Promise<QueryResult> {
    // Most queries name tables that rules read as well: the analyzer that has bound those knows their functions.
    const more = this.tables.mentionedIn(text).filter(({ name }) => !this.analyzer.columnsOf(name));
    const query = (more.length > 0 ? this.compiler.with({ tables: more }) : this.compiler).asked(text);
    await this.tables.create(query.tables);
    return this.database.query(query, { now, ...rowsAsked(query.tables, { arrivedBy, generated }) });
  }

  /** Replaces the items of a watchlist; queries see the columns that they have. */
  async fillWatchlist(watchlist: Watchlist): Promise<void> {
    const known = this.watchlists.find(({ alias }) => alias === watchlist.alias);
    if (known && String(known.columns) !== String(watchlist.columns)) {
      this.watchlists = this.watchlists.map((one) => (one === known ? watchlist : one));
      await this.database.createLookup(watchlistLookup([watchlist]));
      this.analyzer = analyzerOf({ ...this.workspace, watchlists: this.watchlists });
      this.compiler = new QueryCompiler(this.analyzer, this.options.cache);
      this.compilations.clear();
    }
    await fillWatchlist(this.database, watchlist);
    this.ahead?.forget();
  }

  /**
   * Compiles every rule, every summary rule and every transform.
   * @throws EmulatorError for what Azure would refuse to create; KqlUnsupportedError for queries the engine cannot run
   */
  check(): void {
    for (const rule of this.rules) this.compiled(rule);
    for (const rule of this.workspace.summaries) compileSummary(rule, this.compiler);
    this.ingestor.check();
  }

  /** The tables a rule reads, also through functions. */
  tablesOf(rule: AnalyticsRule): readonly string[] {
    return this.compiled(rule).query.tables;
  }

  /** What a rule reads, also through functions: tables, saved functions, and watchlists by their alias. */
  readsOf(rule: AnalyticsRule): QueryReads {
    return this.compiler.rule(rule).reads;
  }

  /** Names of a table's columns; none when the workspace has no such table. */
  columnsOf(table: string): readonly string[] {
    return this.tables.columnsOf(table)?.map(({ name }) => name) ?? [];
  }

  /** A table's columns with their types; none when the workspace has no such table. */
  schemaOf(table: string): readonly Column[] {
    return this.tables.columnsOf(table) ?? [];
  }

  /** Whether the workspace has a table of this name. */
  hasTable(name: string): boolean {
    return this.tables.columnsOf(name) !== undefined;
  }

  /** Runs one rule once, at a planned time. */
  async evaluate(rule: AnalyticsRule, run: PlannedRun): Promise<readonly Alert[]> {
    const compiled = this.compiled(rule);
    await this.tables.create(compiled.query.tables);
    return (await runRule(this.database, compiled, run)).alerts;
  }

  /**
   * Lets time pass from `from` to `to`: every rule runs when it is due, alerts become incidents, incidents start playbooks.
   * @throws EmulatorError for rules that Azure would refuse to create; KqlUnsupportedError for queries the engine cannot run
   */
  async simulate(from: Date, to: Date, options: ReplayOptions = {}): Promise<Outcome> {
    this.check();
    await this.summarise(options.since ?? from, to);
    const rules = this.rules.map((rule) => this.compiled(rule));
    const { watchlists, notes } = this;
    if (notes) await withoutMade(this.database, this.tables, notes);
    const { ahead, parts, sizes } = await this.prepared(rules, to, options);
    this.ahead = ahead;
    try {
      if (!isForetellable(rules, options)) return await replay(parts, from, to, options);
      const alerts = await Retold.open(this.database, this.tables, (source) => this.ingest(source));
      const stretches = stretchesOf({ rules, watchlists, sizes, notes }, from, to, options);
      return await replayForetold({ ...parts, ahead, alerts, ...stretches }, from, to, options);
    } finally {
      this.ahead = undefined;
    }
  }

  /**
   * Columns of a query's result.
   * @param functions saved functions that stand in for those of the workspace
   * @throws KqlSemanticError
   */
  columnsOfQuery(text: string, functions: readonly SavedFunction[] = []): readonly string[] {
    return columnsOfQuery(this.analyzer.withSchema({ functions }), text);
  }

  /**
   * The runs of a rule that see rows where its rows come from; all where that cannot be told.
   * @param filtered whether only rows count that the query lets through where it reads them
   */
  async runsWithRows(rule: AnalyticsRule, from: Date, to: Date, filtered: boolean): Promise<PlannedRun[]> {
    const compiled = this.compiled(rule);
    await this.tables.create(compiled.query.tables);
    return runsWithRows(this.database, this.compiler, { ...compiled, rule }, from, to, filtered);
  }

  /**
   * Runs another query in the place of a rule's, over what its runs see.
   * @param functions saved functions that stand in for those of the workspace
   * @returns a result for each run
   */
  async inPlaceOf(
    rule: AnalyticsRule,
    text: string,
    runs: readonly PlannedRun[],
    functions: readonly SavedFunction[] = [],
  ): Promise<QueryResult[]> {
    const compiler = functions.length > 0 ? this.compiler.with({ functions }) : this.compiler;
    return resultsOfRuns(this.database, this.tables, compiler.rule({ ...rule, query: text }), runs);
  }

  /**
   * Lets time pass over what the workspace holds by now, for some rules as they are given, and leaves nothing behind:
   * their alerts are no rows, and summary rules have had their time.
   * @throws EmulatorError for rules that Azure would refuse to create; KqlUnsupportedError for queries the engine cannot run
   */
  async rehearse(given: readonly AnalyticsRule[], from: Date, to: Date, options: Rehearsal = {}): Promise<Outcome> {
    const rules = given.map((rule) => this.compiler.rule(rule, options.apart));
    const byId = new Map(rules.map((compiled) => [compiled.rule.id, compiled]));
    const { ahead, parts } = await this.prepared(rules, to, options);
    const current = (rule: AnalyticsRule) => byId.get(rule.id)!;
    const passing = { ...parts, ahead: exceptQuiet(ahead, options.quiet), current, ingest: async () => undefined };
    return replay(passing, from, to, options);
  }

  /**
   * Lets time pass over rows that another workspace holds: it is asked for the results of rules, and nothing is written to
   * it. Alerts and incidents are made here.
   * @throws EmulatorError for rules that Azure would refuse to create; KqlUnsupportedError for queries that are not understood here
   */
  async replayElsewhere(elsewhere: Elsewhere, from: Date, to: Date, options: ReplayOptions = {}): Promise<Outcome> {
    this.check();
    const rules = this.rules.map((rule) => this.compiled(rule));
    await this.tables.create([...new Set(rules.flatMap(({ query }) => query.tables))]);
    const parts = (activity: Activity): ReplayParts =>
      this.parts(rules, activity, new RunAhead(this.database, new TableSizes(), to));
    return replayElsewhere(elsewhere, parts, from, to, options);
  }

  /** What a replay of these rules up to a time goes by. */
  private async prepared(rules: readonly CompiledRule[], to: Date, options: ReplayOptions) {
    const tables = [...new Set(rules.flatMap(({ query }) => query.tables))];
    await this.tables.create(tables);
    await this.database.compact();
    const activity = await Activity.of(this.database, this.compiler, rules.flatMap(readsOf), to);
    const sizes = await TableSizes.of(this.database, tables.filter(this.hasTable, this));
    const ahead = new RunAhead(this.database, sizes, to, options);
    return { ahead, parts: this.parts(rules, activity, ahead), sizes };
  }

  private parts(rules: readonly CompiledRule[], activity: Activity, ahead: RunAhead): ReplayParts {
    return {
      workspace: this.workspace,
      rules,
      activity,
      ahead,
      current: (rule) => this.compiled(rule),
      silentWhenEmpty: (compiled, runs) => activity.silentWhenEmpty(ahead, compiled, runs),
      ingest: async (source) => void (await this.ingest(source)),
    };
  }

  /** Frees the database. */
  close(): void {
    this.database.close();
  }

  private compiled(rule: AnalyticsRule): CompiledRule {
    const known = this.compilations.get(rule.id);
    if (known) return known;
    if (!this.rules.some(({ id }) => id === rule.id))
      throw new EmulatorError(rule.where, "is not among the rules this emulator was opened with");
    const compiled = this.compiler.rule(rule);
    this.compilations.set(rule.id, compiled);
    return compiled;
  }

  /**
   * Runs every summary rule for the whole bins of a stretch of time. They read what was ingested, never each other: they
   * can all run before the first analytics rule does.
   */
  async summarise(from: Date, to: Date): Promise<void> {
    await runSummaries(this.database, this.tables, this.compiler, this.workspace.summaries, from, to, this.notes);
  }
}
