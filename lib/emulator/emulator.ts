import { VirtualClock } from "../clock";
import { compile, INGESTION_TIME, type KqlAnalyzer, KqlDatabase, type QueryResult } from "../kql";
import { nothingRan, type PlaybookRun, type RanPlaybook } from "./automation/run";
import { addedTasks, type StartedPlaybook, startedPlaybooks } from "./automation/started";
import { EmulatorError } from "./errors";
import type { Incident } from "./incidents/incident";
import { IncidentQueue } from "./incidents/queue";
import { Ingestor, type IngestReport } from "./ingestion/ingestor";
import type { InputSource, RejectedRow } from "./ingestion/input-row";
import { Activity, readsOf } from "./rules/activity";
import type { Alert } from "./rules/alert";
import { type CompiledRule, compileRule } from "./rules/compiled-rule";
import { runRule } from "./rules/run-rule";
import { type PlannedRun, plannedRuns } from "./rules/schedule";
import { alertTable, securityAlerts } from "./rules/security-alert";
import { compileSummary, runSummary } from "./summaries/run-summary";
import { fillWatchlist } from "./workspace/fill-watchlist";
import { analyzerOf, tableSchemas, watchlistLookup } from "./workspace/kql-schema";
import { LazyTables } from "./workspace/lazy-tables";
import type { AnalyticsRule, Watchlist, Workspace } from "./workspace/model";

/** How long events take from TimeGenerated to ingestion, in milliseconds, unless said otherwise. */
export const defaultLatency = 30_000;

/** One run of a rule. */
export interface RuleRun {
  readonly rule: string;
  /** when it ran, ISO 8601 */
  readonly at: string;
  /** result rows */
  readonly rows: number;
  /** time the query took on this machine, in milliseconds */
  readonly ms: number;
}

/** Everything that happened in a simulated stretch of time. */
export interface Outcome {
  readonly runs: readonly RuleRun[];
  readonly alerts: readonly Alert[];
  readonly incidents: readonly Incident[];
  readonly automation: readonly RanPlaybook[];
}

/** Runs a playbook that was started for an incident, and says what came of it. */
export type Respond = (started: StartedPlaybook, incident: Incident) => Promise<PlaybookRun>;

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
  private watchlists: readonly Watchlist[];

  private constructor(
    readonly workspace: Workspace,
    private readonly database: KqlDatabase,
    private analyzer: KqlAnalyzer,
    private readonly tables: LazyTables,
    private rules: readonly CompiledRule[],
    latency: number,
  ) {
    this.watchlists = workspace.watchlists;
    this.ingestor = new Ingestor(database, analyzer, workspace, (table) => tables.columnsOf(table), { latency });
  }

  /**
   * Creates the workspace: tables, functions, watchlists, rules.
   * @param options.rules compile these only; default: every enabled rule
   * @throws EmulatorError for rules that Azure would refuse to create; KqlUnsupportedError for queries the engine cannot run
   */
  static async open(
    workspace: Workspace,
    options: { latency?: number; rules?: readonly AnalyticsRule[] } = {},
  ): Promise<SentinelEmulator> {
    const schemas = new Map(tableSchemas(workspace).map((table) => [table.name, table]));
    const analyzer = analyzerOf(workspace);
    const rules = (options.rules ?? workspace.rules.filter((rule) => rule.enabled)).map((rule) =>
      compileRule(rule, analyzer),
    );
    const database = await KqlDatabase.open();
    const emulator = new SentinelEmulator(
      workspace,
      database,
      analyzer,
      new LazyTables(database, schemas),
      rules,
      options.latency ?? defaultLatency,
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
    await this.tables.create(stream ? stream.flows.map((flow) => flow.table) : [source.target]);
    return this.ingestor.ingest(source, stream);
  }

  /**
   * Runs a query on the workspace's tables, functions and watchlists, as an analyst would.
   * @throws KqlSemanticError, KqlUnsupportedError, KqlRuntimeError
   */
  async query(text: string, { now, arrivedBy, generated }: QueryOptions): Promise<QueryResult> {
    const query = compile(this.analyzer.withSchema({ tables: this.tables.mentionedIn(text) }).analyze(text));
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
      this.rules = this.rules.map(({ rule }) => compileRule(rule, this.analyzer));
    }
    await fillWatchlist(this.database, watchlist);
  }

  /** The tables a rule reads, also through functions. */
  tablesOf(rule: AnalyticsRule): readonly string[] {
    return this.compiled(rule).query.tables;
  }

  /** Runs one rule once, at a planned time. */
  async evaluate(rule: AnalyticsRule, run: PlannedRun): Promise<readonly Alert[]> {
    const compiled = this.compiled(rule);
    await this.tables.create(compiled.query.tables);
    return (await runRule(this.database, compiled, run)).alerts;
  }

  /**
   * Lets time pass from `from` to `to`: every rule runs when it is due, alerts become incidents, incidents start playbooks.
   * @param since from when on summary rules have been running; default: `from`
   * @param respond runs the playbooks, each to its end before time goes on; default: none is run
   */
  async simulate(from: Date, to: Date, since: Date = from, respond: Respond = leaveAlone): Promise<Outcome> {
    await this.summarise(since, to);
    const tables = [...new Set(this.rules.flatMap(({ query }) => query.tables))];
    await this.tables.create(tables);
    const reads = this.rules.flatMap(readsOf);
    const activity = await Activity.of(this.database, this.analyzer, reads, to);
    const due = (await Promise.all(this.rules.map((compiled) => this.dueRuns(compiled, activity, from, to)))).flat();
    due.sort(
      (a, b) =>
        a.run.at.getTime() - b.run.at.getTime() || a.compiled.rule.name.localeCompare(b.compiled.rule.name, "en"),
    );

    const queue = new IncidentQueue();
    const runs: RuleRun[] = [];
    const alerts: Alert[] = [];
    const automation: RanPlaybook[] = [];
    const restUntil = new Map<string, number>();
    const clock = new VirtualClock(from);
    for (const { compiled: planned, run, maySkip } of due) {
      // A playbook may have changed the columns of a watchlist, and with them the query.
      const compiled = this.compiled(planned.rule);
      if (maySkip && !activity.sees(compiled, run)) continue;
      clock.set(run.at);
      const { rule } = compiled;
      if (clock.now().getTime() < (restUntil.get(rule.id) ?? 0)) continue;
      const started = performance.now();
      const outcome = await runRule(this.database, compiled, run);
      runs.push({
        rule: rule.name,
        at: clock.now().toISOString(),
        rows: outcome.rows,
        ms: Math.round((performance.now() - started) * 10) / 10,
      });
      if (outcome.alerts.length > 0 && rule.suppression)
        restUntil.set(rule.id, clock.now().getTime() + rule.suppression);
      const toRun: [StartedPlaybook, Incident][] = [];
      for (const alert of outcome.alerts) {
        alerts.push(alert);
        const opened = queue.file(rule, alert);
        if (!opened) continue;
        queue.assign(opened, addedTasks(this.workspace, opened));
        for (const playbook of startedPlaybooks(this.workspace, opened, clock)) toRun.push([playbook, opened]);
      }
      if (outcome.alerts.length > 0) {
        await this.ingest(securityAlerts(outcome.alerts));
        activity.note(alertTable, run.at);
      }
      for (const [playbook, incident] of toRun) {
        const answered = await respond(playbook, incident);
        automation.push({ ...playbook, run: answered });
        for (const { table, at } of answered.uploads) activity.note(table, new Date(at));
      }
    }
    return { runs, alerts, incidents: queue.all, automation };
  }

  /** Frees the database. */
  close(): void {
    this.database.close();
  }

  private compiled(rule: AnalyticsRule): CompiledRule {
    const compiled = this.rules.find((r) => r.rule.id === rule.id);
    if (!compiled) throw new EmulatorError(rule.where, "is not among the rules this emulator was opened with");
    return compiled;
  }

  /** Summary rules read what was ingested, never each other: they can all run before the first analytics rule does. */
  private async summarise(from: Date, to: Date): Promise<void> {
    const summaries = this.workspace.summaries.map((rule) => compileSummary(rule, this.analyzer));
    const sources = [...new Set(summaries.flatMap(({ query }) => query.tables))];
    await this.tables.create([...sources, ...summaries.map(({ rule }) => rule.destination)]);
    const reads = sources.map((table) => ({ table }));
    const activity = await Activity.of(this.database, this.analyzer, reads, to);
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

  private async dueRuns(
    compiled: CompiledRule,
    activity: Activity,
    from: Date,
    to: Date,
  ): Promise<{ compiled: CompiledRule; run: PlannedRun; maySkip: boolean }[]> {
    const runs = [...plannedRuns(compiled.rule, from, to)];
    const ends = [runs[0], runs.at(-1)].filter((run): run is PlannedRun => run !== undefined);
    const maySkip = await activity.silentWhenEmpty(this.database, compiled, ends);
    return runs.map((run) => ({ compiled, run, maySkip }));
  }
}

/** Without anybody to run them, playbooks are only started. */
const leaveAlone: Respond = async ({ at, playbook }) =>
  nothingRan("NotRun", at, `${playbook} was not run: no directory was given for it to act on`);
