import {
  type Column,
  INGESTION_TIME,
  type KqlAnalyzer,
  KqlDatabase,
  KqlSemanticError,
  type QueryResult,
} from "@sentinel-agent-identities/kql";
import type { WorkCache } from "../cache";
import { EmulatorError } from "./errors";
import { Ingestor, type IngestReport } from "./ingestion/ingestor";
import type { InputSource, RejectedRow } from "./ingestion/input-row";
import { type Outcome, type ReplayOptions, type ReplayParts, replay } from "./replay";
import { type Elsewhere, replayElsewhere } from "./replay-elsewhere";
import { type ForetoldParts, isForetellable, replayForetold } from "./replay-foretold";
import { Activity, readsOf } from "./rules/activity";
import type { Alert } from "./rules/alert";
import type { CompiledRule, QueryReads } from "./rules/compiled-rule";
import { QueryCompiler } from "./rules/query-compiler";
import { RunAhead } from "./rules/run-ahead";
import { runRule } from "./rules/run-rule";
import { optionsOf, type PlannedRun, plannedRuns, stepOf } from "./rules/schedule";
import { alertTable, securityAlerts } from "./rules/security-alert";
import { TableSizes } from "./rules/table-sizes";
import { compileSummary, runSummary } from "./summaries/run-summary";
import { fillWatchlist } from "./workspace/fill-watchlist";
import { analyzerOf, tableSchemas, watchlistLookup } from "./workspace/kql-schema";
import { LazyTables } from "./workspace/lazy-tables";
import type { AnalyticsRule, SavedFunction, Watchlist, Workspace } from "./workspace/model";

/** How long events take from TimeGenerated to ingestion, in milliseconds, unless said otherwise. */
export const defaultLatency = 30_000;

/** How a workspace is opened. */
export interface EmulatorOptions {
  /** from TimeGenerated to ingestion, in milliseconds. @default - `defaultLatency` */
  readonly latency?: number;
  /** the same by stream or table, where it is another there. @default - none is */
  readonly latencies?: Readonly<Record<string, number>>;
  /** run these only. @default - every enabled rule */
  readonly rules?: readonly AnalyticsRule[];
  /** where compiled queries are kept. @default - with this process */
  readonly cache?: WorkCache;
}

/** What a query sees. */
export interface QueryOptions {
  readonly now: Date;
  /** only rows that had come in by then; default: all there are, whatever their time */
  readonly arrivedBy?: Date;
  /** only rows of that time by TimeGenerated, the end excluded */
  readonly generated?: { readonly from?: Date; readonly to?: Date };
}

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
  ) {
    this.watchlists = workspace.watchlists;
    this.compiler = new QueryCompiler(analyzer, options.cache);
    this.ingestor = new Ingestor(database, this.compiler, workspace, (table) => tables.columnsOf(table), {
      latency: options.latency ?? defaultLatency,
      ...(options.latencies ? { latencies: options.latencies } : {}),
    });
  }

  /**
   * Creates the workspace: tables, functions, watchlists. Rules are compiled when they are first needed.
   */
  static async open(workspace: Workspace, options: EmulatorOptions = {}): Promise<SentinelEmulator> {
    const schemas = new Map(tableSchemas(workspace).map((table) => [table.name, table]));
    const rules = options.rules ?? workspace.rules.filter((rule) => rule.enabled);
    const database = await KqlDatabase.open();
    const emulator = new SentinelEmulator(
      workspace,
      database,
      analyzerOf(workspace),
      new LazyTables(database, schemas),
      rules,
      options,
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
    const compiler = more.length > 0 ? this.compiler.with({ tables: more }) : this.compiler;
    const query = compiler.asked(text);
    await this.tables.create(query.tables);
    const ranges = [
      ...(arrivedBy ? [{ column: INGESTION_TIME, to: new Date(arrivedBy.getTime() + 1) }] : []),
      ...(generated ? [{ column: "TimeGenerated", ...generated }] : []),
    ];
    if (ranges.length === 0) return this.database.query(query, { now });
    return this.database.query(query, { now, ranges: Object.fromEntries(query.tables.map((name) => [name, ranges])) });
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
   * Compiles every rule, and every summary rule.
   * @throws EmulatorError for rules that Azure would refuse to create; KqlUnsupportedError for queries the engine cannot run
   */
  check(): void {
    for (const rule of this.rules) this.compiled(rule);
    for (const rule of this.workspace.summaries) compileSummary(rule, this.compiler);
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
    const tables = [...new Set(rules.flatMap(({ query }) => query.tables))];
    await this.tables.create(tables);
    const activity = await Activity.of(this.database, this.compiler, rules.flatMap(readsOf), to);
    const sizes = await TableSizes.of(
      this.database,
      tables.filter((name) => this.tables.columnsOf(name)),
    );
    const ahead = new RunAhead(this.database, sizes, to, options);
    const parts = this.parts(rules, activity, ahead);
    this.ahead = ahead;
    try {
      return isForetellable(rules, options)
        ? await replayForetold({ ...parts, ahead, tell: await this.teller() }, from, to, options)
        : await replay(parts, from, to, options);
    } finally {
      this.ahead = undefined;
    }
  }

  /** What makes SecurityAlert hold other alerts beside those that it holds now. */
  private async teller(): Promise<ForetoldParts["tell"]> {
    await this.tables.create([alertTable]);
    const last = await this.database.lastRow(alertTable);
    return async (alerts) => {
      await this.database.removeAfter(alertTable, last);
      if (alerts.length > 0) await this.ingest(securityAlerts(alerts));
    };
  }

  /**
   * Columns of a query's result.
   * @param functions saved functions that stand in for those of the workspace
   * @throws KqlSemanticError
   */
  columnsOfQuery(text: string, functions: readonly SavedFunction[] = []): readonly string[] {
    const { columns, diagnostics } = this.analyzer.withSchema({ functions }).analyze(text);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) throw new KqlSemanticError(errors);
    return columns.map(({ name }) => name);
  }

  /**
   * The runs of a rule that see rows where its rows come from; all where that cannot be told.
   * @param filtered whether only rows count that the query lets through where it reads them
   */
  async runsWithRows(rule: AnalyticsRule, from: Date, to: Date, filtered: boolean): Promise<PlannedRun[]> {
    const compiled = this.compiled(rule);
    await this.tables.create(compiled.query.tables);
    const driving = filtered ? compiled.driving : compiled.driving?.map(({ table }) => ({ table }));
    const seen = { ...compiled, ...(driving ? { driving } : {}) };
    const activity = await Activity.of(this.database, this.compiler, readsOf(seen), to);
    return [...plannedRuns(rule, from, to)].filter((run) => !seen.driving || activity.sees(seen, run));
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
    const { query, set } = compiler.rule({ ...rule, query: text });
    await this.tables.create(query.tables);
    const results: QueryResult[] = [];
    const size = set ? 200 : 1;
    for (let first = 0; first < runs.length; first += size) {
      const some = runs.slice(first, first + size);
      if (set && some.length > 1) {
        const windows = Object.fromEntries(query.tables.map((table) => [table, some[0]!.sees]));
        const now = some.map((run) => run.now);
        results.push(...(await this.database.querySet(set, { runs: now, step: stepOf(rule), windows })));
      } else for (const run of some) results.push(await this.database.query(query, optionsOf(run, query.tables)));
    }
    return results;
  }

  /**
   * Lets time pass over what the workspace holds by now, for some rules as they are given, and leaves nothing behind:
   * their alerts are no rows, and summary rules have had their time.
   * @throws EmulatorError for rules that Azure would refuse to create; KqlUnsupportedError for queries the engine cannot run
   */
  async rehearse(given: readonly AnalyticsRule[], from: Date, to: Date, options: ReplayOptions = {}): Promise<Outcome> {
    const rules = given.map((rule) => this.compiler.rule(rule));
    const tables = [...new Set(rules.flatMap(({ query }) => query.tables))];
    await this.tables.create(tables);
    const activity = await Activity.of(this.database, this.compiler, rules.flatMap(readsOf), to);
    const present = tables.filter((name) => this.tables.columnsOf(name));
    const ahead = new RunAhead(this.database, await TableSizes.of(this.database, present), to, options);
    const byId = new Map(rules.map((compiled) => [compiled.rule.id, compiled]));
    const parts = {
      ...this.parts(rules, activity, ahead),
      current: (rule: AnalyticsRule) => byId.get(rule.id)!,
      ingest: async () => undefined,
    };
    return replay(parts, from, to, options);
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
    const summaries = this.workspace.summaries.map((rule) => compileSummary(rule, this.compiler));
    const sources = [...new Set(summaries.flatMap(({ query }) => query.tables))];
    await this.tables.create([...sources, ...summaries.map(({ rule }) => rule.destination)]);
    const reads = sources.map((table) => ({ table }));
    const activity = await Activity.of(this.database, this.compiler, reads, to);
    for (const summary of summaries) {
      await runSummary(this.database, summary, from, to, (tables, start, end) =>
        activity.has(
          tables.map((table) => ({ table })),
          "generated",
          start,
          end,
        ),
      );
    }
  }
}
