import {
  type CompiledQuery,
  type KqlDatabase,
  KqlRuntimeError,
  type QueryResult,
} from "@sentinel-agent-identities/kql";
import type { CompiledRule } from "./compiled-rule";
import { alertsOf } from "./grouping";
import { toRows } from "./rows";
import { RuleRunError } from "./rule-run-error";
import { type RunOutcome, runRule } from "./run-rule";
import { type PlannedRun, plannedRuns, stepOf } from "./schedule";
import { alertTable } from "./security-alert";
import type { TableSizes } from "./table-sizes";

/** Times that a row may be seen, over all runs of a rule's first statement and the tables it reads. */
const sightings = 10_000_000;
/** Runs that a statement may have, however little they see. */
const mostRuns = 5000;

/** Bytes by which the process may grow while a statement of many runs is running; fewer runs are made at once instead. */
const mostGrowth = 1e9;

/** What ends sooner, in milliseconds, is not what the process grew by: the other lane's statement is. */
const soonest = 2500;

/**
 * How many times as many runs the next statement has, by the milliseconds that one took, and by what the process took
 * beyond what it had at the start: what takes seconds is worth its planning.
 */
function growthAfter(ms: number, bytes: number): number {
  const byTime = ms < 1500 ? 4 : ms < 5000 ? 2 : ms < 10_000 ? 1 : 0.5;
  const byMemory =
    bytes < mostGrowth / 2 ? 4 : bytes < mostGrowth ? 2 : bytes < 1.4 * mostGrowth || ms < soonest ? 1 : 0.5;
  return Math.min(byTime, byMemory);
}

/** How a replay runs rules. */
export interface RunAheadOptions {
  /** runs of one statement. @default - by the time they take; 1 runs one at a time */
  readonly batch?: number;
  /** wall-clock time that a statement may take, in milliseconds. @default 180000, as a log query in Azure */
  readonly timeout?: number;
}

/** An outcome, and the share of a statement's time that it took, in milliseconds. */
export interface TimedOutcome extends RunOutcome {
  readonly ms: number;
}

/** A run that was made before its time came. */
interface Ahead {
  readonly result: QueryResult;
  readonly ms: number;
}

/** A run that is due, and which later runs of its rule are going to be asked for. */
export interface Wanted {
  readonly compiled: CompiledRule;
  readonly run: PlannedRun;
  readonly wanted: (run: PlannedRun) => boolean;
}

/** Where a statement runs. */
export interface Place {
  /** beside what runs in the other lane. @default - in both, when it takes long */
  readonly lane?: number;
  /** what may be run in the other lane meanwhile, the most urgent first */
  readonly beside?: () => Iterable<Wanted>;
}

interface RuleState {
  readonly compiled: CompiledRule;
  /** by time of `now()` */
  readonly ahead: Map<number, Ahead>;
  /** runs that had rows and were taken back, by time: few, and soon taken back again, so each is made when its time comes */
  readonly again: Set<number>;
  /** whether the last statement took long */
  isLong: boolean;
  size: number;
}

/**
 * Runs rules before their time comes, many runs in one statement: planning a statement takes far longer than a run. What
 * changes a table that a rule reads takes back what was found out too early.
 */
export class RunAhead {
  private readonly states = new Map<string, RuleState>();
  private readonly reasons = new Map<string, string>();
  private readonly before = process.memoryUsage.rss();

  /** @param end runs after it are not made ahead: that of the simulated time, or of a stretch of it */
  constructor(
    private readonly database: KqlDatabase,
    private readonly sizes: TableSizes,
    public end: Date,
    private readonly options: RunAheadOptions = {},
  ) {}

  /** Why rules ran one run at a time, by rule name. */
  get singles(): ReadonlyMap<string, string> {
    return this.reasons;
  }

  /**
   * The outcome of a run.
   * @param wanted whether a later run of the rule is going to be asked for, as far as that is known now
   * @throws RuleRunError when one run alone takes more memory or time than there is
   */
  async outcome(
    compiled: CompiledRule,
    run: PlannedRun,
    wanted: (run: PlannedRun) => boolean,
    { lane, beside }: Place = {},
  ): Promise<TimedOutcome> {
    const state = this.stateOf(compiled);
    const known = state.ahead.get(run.now.getTime());
    if (!known && (state.again.delete(run.now.getTime()) || !this.canFill(compiled)))
      return this.alone(compiled, run, lane);
    if (!known) {
      const other = beside && !state.isLong ? this.companionOf(compiled, beside()) : undefined;
      await settled([
        this.fill(state, { compiled, run, wanted }, other ? 0 : lane),
        ...(other ? [this.fill(this.stateOf(other.compiled), other, 1)] : []),
      ]);
    }
    const { result, ms } = known ?? state.ahead.get(run.now.getTime()) ?? {};
    if (!result) return this.alone(compiled, run, lane);
    state.ahead.delete(run.now.getTime());
    const rows = toRows(result);
    return { rows: rows.length, alerts: alertsOf(compiled.rule, rows, run), ms: ms! };
  }

  /** The first of those that have nothing ahead, and of whom nothing is going to be taken back soon. */
  private companionOf(compiled: CompiledRule, others: Iterable<Wanted>): Wanted | undefined {
    if (!mayRunBeside(compiled.set!)) return undefined;
    for (const other of others) {
      const { rule, set, deciding } = other.compiled;
      if (rule.id === compiled.rule.id || !this.canFill(other.compiled) || !mayRunBeside(set!)) continue;
      if (deciding.includes(alertTable)) continue;
      const { ahead, again, isLong } = this.stateOf(other.compiled);
      const time = other.run.now.getTime();
      if (!isLong && !ahead.has(time) && !again.has(time)) return other;
    }
    return undefined;
  }

  /** Takes back what the rows of tables, changed now, can change. */
  changed(tables: readonly string[]): void {
    for (const state of this.states.values()) {
      const { compiled, ahead } = state;
      const read = tables.filter((table) => compiled.query.tables.includes(table));
      if (read.length === 0 || ahead.size === 0) continue;
      const decides = read.some((table) => compiled.deciding.includes(table));
      for (const [time, { result }] of ahead)
        if (decides || result.rows.length > 0) {
          ahead.delete(time);
          if (!decides) state.again.add(time);
        }
      if (decides) state.size = Math.ceil(state.size / 4);
    }
  }

  /** Takes back everything: a look-up has changed. */
  forget(): void {
    this.states.clear();
  }

  private stateOf(compiled: CompiledRule): RuleState {
    const known = this.states.get(compiled.rule.id);
    if (known?.compiled === compiled) return known;
    if (compiled.single !== undefined) this.reasons.set(compiled.rule.name, compiled.single);
    const size = this.options.batch ?? this.firstSize(compiled);
    const state = { compiled, ahead: new Map(), again: new Set<number>(), isLong: false, size };
    this.states.set(compiled.rule.id, state);
    return state;
  }

  private firstSize({ rule, query }: CompiledRule): number {
    const window = rule.schedule?.period ?? stepOf(rule);
    return Math.max(1, Math.min(mostRuns, Math.floor(sightings / this.sizes.rowsIn(query.tables, window))));
  }

  private canFill({ rule, set }: CompiledRule): boolean {
    return set !== undefined && this.options.batch !== 1 && !this.reasons.has(rule.name);
  }

  /**
   * Runs a rule once, now.
   * @throws RuleRunError when that takes more memory or time than there is
   */
  async alone(compiled: CompiledRule, run: PlannedRun, lane?: number): Promise<TimedOutcome> {
    const started = performance.now();
    try {
      const outcome = await this.limited(() => runRule(this.database, compiled, run, lane), lane);
      return { ...outcome, ms: performance.now() - started };
    } catch (error) {
      throw isLimit(error) ? RuleRunError.of(compiled.rule, run, error as KqlRuntimeError, this.timeout) : error;
    }
  }

  /** Makes the run and those after it; fewer when they take too much, and none where the engine cannot make them at once. */
  private async fill(
    state: RuleState,
    { compiled: { rule, set }, run, wanted }: Wanted,
    lane: number | undefined,
  ): Promise<void> {
    const query = set!;
    for (;;) {
      const runs = this.batch(state, run, wanted);
      const started = performance.now();
      try {
        const windows = Object.fromEntries(query.tables.map((table) => [table, run.sees]));
        // What takes seconds is shared by two cores.
        const isShared = lane === undefined && state.isLong && runs.length > 1 && mayRunBeside(query);
        const shares = isShared ? halves(runs) : [runs];
        const sets = shares.map((share) => ({ runs: share.map(({ now }) => now), step: stepOf(rule), windows }));
        // One run alone may take as much as any query.
        const growth = runs.length > 1 ? mostGrowth : undefined;
        const results = (
          await this.limited(
            () => settled(sets.map((set, share) => this.database.querySet(query, set, lane ?? share, growth))),
            lane,
          )
        ).flat();
        const took = performance.now() - started;
        const ms = took / runs.length;
        for (const [i, { now }] of runs.entries()) state.ahead.set(now.getTime(), { result: results[i]!, ms });
        state.isLong = took > 500;
        const beyond = Math.max(...sets.map((_, share) => this.database.peak(lane ?? share))) - this.before;
        state.size = Math.min(Math.ceil(runs.length * growthAfter(took, beyond)), this.options.batch ?? mostRuns);
        return;
      } catch (error) {
        if (!(error instanceof KqlRuntimeError)) throw error;
        if (!isLimit(error)) this.reasons.set(rule.name, error.message);
        if (!isLimit(error) || runs.length === 1) return;
        state.size = Math.floor(runs.length / 2);
      }
    }
  }

  private batch(
    { compiled, ahead, again, size: most }: RuleState,
    first: PlannedRun,
    wanted: (run: PlannedRun) => boolean,
  ): PlannedRun[] {
    const runs = [first];
    for (const run of plannedRuns(compiled.rule, first.now, this.end)) {
      if (runs.length >= most) break;
      const time = run.now.getTime();
      if (!ahead.has(time) && !again.has(time) && wanted(run)) runs.push(run);
    }
    return runs;
  }

  private get timeout(): number {
    return this.options.timeout ?? 180_000;
  }

  private async limited<T>(work: () => Promise<T>, lane?: number): Promise<T> {
    const timer = setTimeout(() => this.database.interrupt(lane), this.timeout);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }
}

function halves<T>(items: readonly T[]): T[][] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** Whether a query may run in any lane, beside another. */
export const mayRunBeside = ({ externals, staged }: CompiledQuery): boolean =>
  Object.keys(externals).length === 0 && !staged;

/** Ends when all have ended: what one of them failed with must not leave others running. */
export async function settled<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

const isLimit = (error: unknown): boolean =>
  error instanceof KqlRuntimeError && (error.reason === "memory" || error.reason === "cancelled");
