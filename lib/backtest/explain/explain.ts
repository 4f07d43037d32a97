import {
  type AnalyticsRule,
  type Need,
  needsOf,
  type PlannedRun,
  plannedRuns,
  type SentinelEmulator,
} from "../../emulator";
import type { Stage } from "../backtest";
import { ruleId } from "../rule-id";
import { type Step, type StepQuery, stepsOf } from "./steps";

/** A step, with how many rows it let through: added up over the runs, which see most rows several times. */
export interface ExplainedStep {
  readonly label: string;
  /** function or `let` that it stands in */
  readonly within?: string;
  readonly rowsIn?: number;
  readonly rowsOut: number;
  /** of the agent asked about */
  readonly agentIn?: number;
  readonly agentOut?: number;
}

/** Where the rows went. */
export interface Explanation {
  readonly rule: string;
  readonly id: string;
  /** runs that see rows at all, of all runs */
  readonly runs: { readonly of: number; readonly withRows: number };
  /** rows of the tables it reads, whatever their time, and how many of them name the agent */
  readonly tables: readonly { readonly table: string; readonly rows: number; readonly agent?: number }[];
  readonly steps: readonly ExplainedStep[];
  /** the first step that lets nothing through, of the agent where one is asked about; undefined when the rule fires */
  readonly drop?: Drop;
  /** rows of the result, of the agent where one is asked about; added up over runs */
  readonly results: number;
  readonly needs: readonly Need[];
}

/** A step that lets nothing through. */
export interface Drop {
  readonly step: string;
  readonly within?: string;
  /** the last run that had rows before it, ISO 8601; undefined when none had */
  readonly at?: string;
  /** what it was given in that run, at most three rows: the columns that the step names first */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

interface Counted {
  readonly step: Step;
  readonly rows: number;
  readonly own: number;
  /** the last run with rows, of the agent where one is asked about */
  readonly last?: PlannedRun;
}

/**
 * Walks a rule's operators over a history, and finds where its rows, or those of an agent, are dropped; inside functions
 * and `let`s where they give nothing.
 * @param agent id of an agent; rows that hold it anywhere are its own
 */
export async function explain(stage: Stage, rule: AnalyticsRule, agent?: string): Promise<Explanation> {
  const walker = new Walker(stage.emulator, rule, agent, await runsOf(stage, rule, agent));
  const { steps, drop, results } = await walker.walk(stepsOf(rule.query, stage.workspace.functions));
  return {
    rule: rule.name,
    id: ruleId(rule),
    runs: { of: [...plannedRuns(rule, stage.from, stage.to)].length, withRows: walker.runs.length },
    tables: await tablesOf(stage, rule, agent),
    steps,
    ...(drop ? { drop } : {}),
    results,
    needs: drop ? await needsOf(stage.emulator, [rule], stage.to) : [],
  };
}

/** Runs that see rows; rows that the first condition drops count where nothing, or nothing of the agent, might be left. */
async function runsOf({ emulator, from, to }: Stage, rule: AnalyticsRule, agent: string | undefined) {
  const filtered = agent === undefined ? await emulator.runsWithRows(rule, from, to, true) : [];
  return filtered.length > 0 ? filtered : emulator.runsWithRows(rule, from, to, false);
}

async function tablesOf({ emulator }: Stage, rule: AnalyticsRule, agent: string | undefined) {
  const found: { table: string; rows: number; agent?: number }[] = [];
  for (const table of [...emulator.readsOf(rule).tables].sort()) {
    if (!emulator.hasTable(table)) continue;
    const text = counting(`['${table}']`, emulator.columnsOf(table), agent);
    const [[rows, own] = [0, 0]] = (await emulator.query(text, { now: new Date(0) })).rows;
    found.push({ table, rows: Number(rows), ...(agent === undefined ? {} : { agent: Number(own) }) });
  }
  return found;
}

class Walker {
  private readonly told: ExplainedStep[] = [];

  constructor(
    private readonly emulator: SentinelEmulator,
    private readonly rule: AnalyticsRule,
    private readonly agent: string | undefined,
    readonly runs: readonly PlannedRun[],
  ) {}

  async walk(steps: readonly Step[]): Promise<{ steps: ExplainedStep[]; drop?: Drop; results: number }> {
    const { drop, last } = await this.chain(steps);
    const results = (this.agent === undefined ? last?.rows : last?.own) ?? 0;
    return { steps: this.told, ...(drop ? { drop } : {}), results: drop ? 0 : results };
  }

  private async chain(steps: readonly Step[]): Promise<{ drop?: Drop; last?: Counted }> {
    let before: Counted | undefined;
    for (const step of steps) {
      const counted = await this.count(step);
      const has = this.has(counted);
      // What leads to a name or a call is shown where nothing comes out of it.
      if (!has && step.inside && !before) {
        const inner = await this.inside(step);
        this.tell(counted, before);
        return { drop: inner ?? this.dropAt(step), last: counted };
      }
      this.tell(counted, before);
      if (!has) return { drop: await this.dropOf(step, before), last: counted };
      before = counted;
    }
    return before ? { last: before } : {};
  }

  /** Of several ways to a union, the one that comes farthest. */
  private async inside(step: Step): Promise<Drop | undefined> {
    let found: Drop | undefined;
    for (const steps of step.inside!()) {
      const { drop } = await this.chain(steps);
      if (drop && (!found || (drop.at !== undefined && found.at === undefined))) found = drop;
    }
    return found;
  }

  private has({ rows, own }: Counted): boolean {
    return this.agent === undefined ? rows > 0 : own > 0;
  }

  private async dropOf(step: Step, before: Counted | undefined): Promise<Drop> {
    const beside = step.beside ? await this.chain(step.beside()) : {};
    const rows = before?.last ? await this.sample(before, step) : [];
    const own = this.dropAt(step);
    // Where the other side of a join gives nothing, that is the reason.
    return {
      ...own,
      ...(beside.drop && this.agent === undefined ? { step: `${own.step}: ${beside.drop.step}` } : {}),
      ...(before?.last ? { at: before.last.at.toISOString() } : {}),
      rows,
    };
  }

  private dropAt({ label, within }: Step): Drop {
    return { step: label, ...(within === undefined ? {} : { within }), rows: [] };
  }

  private async count(step: Step): Promise<Counted> {
    const { text, functions } = step.query;
    const columns = this.emulator.columnsOfQuery(text, functions);
    const results = await this.emulator.inPlaceOf(
      this.rule,
      piped(step.query, countOf(columns, this.agent)),
      this.runs,
      functions,
    );
    const counts = results.map(({ rows }) => [Number(rows[0]?.[0] ?? 0), Number(rows[0]?.[1] ?? 0)] as const);
    const at = counts.findLastIndex(([rows, own]) => (this.agent === undefined ? rows : own) > 0);
    return {
      step,
      rows: counts.reduce((sum, [rows]) => sum + rows, 0),
      own: counts.reduce((sum, [, own]) => sum + own, 0),
      ...(at < 0 ? {} : { last: this.runs[at]! }),
    };
  }

  private async sample({ step, last }: Counted, next: Step): Promise<Drop["rows"]> {
    const { text, functions } = step.query;
    const columns = this.emulator.columnsOfQuery(text, functions);
    const filter = this.agent === undefined ? "" : ` | where ${holds(columns, this.agent)}`;
    const query = piped(step.query, `${filter} | take 3`);
    const [result] = await this.emulator.inPlaceOf(this.rule, query, [last!], functions);
    const named = columns.filter((name) => new RegExp(`\\b${name}\\b`).test(next.label));
    const order = [...named, ...columns.filter((name) => !named.includes(name))].slice(0, Math.max(named.length, 12));
    return (result?.rows ?? []).map((row) =>
      Object.fromEntries(order.map((name) => [name, row[result!.columns.findIndex((column) => column.name === name)]])),
    );
  }

  private tell({ step, rows, own }: Counted, before: Counted | undefined): void {
    const isAsked = this.agent !== undefined;
    this.told.push({
      label: step.label,
      ...(step.within === undefined ? {} : { within: step.within }),
      ...(before ? { rowsIn: before.rows } : {}),
      rowsOut: rows,
      ...(isAsked && before ? { agentIn: before.own } : {}),
      ...(isAsked ? { agentOut: own } : {}),
    });
  }
}

const piped = ({ text }: StepQuery, more: string): string =>
  `${text}\n${more.trimStart().startsWith("|") ? more : `| ${more}`}`;

const counting = (source: string, columns: readonly string[], agent: string | undefined): string =>
  `${source} | ${countOf(columns, agent)}`;

const countOf = (columns: readonly string[], agent: string | undefined): string =>
  `summarize AllRows = count(), OwnRows = ${agent === undefined ? "countif(false)" : `countif(${holds(columns, agent)})`}`;

/** As many as a call of strcat takes. */
const mostArguments = 60;

/** Whether a row holds a text in any of its columns. */
function holds(columns: readonly string[], text: string): string {
  const tests: string[] = [];
  for (let first = 0; first < columns.length; first += mostArguments / 2) {
    const some = columns.slice(first, first + mostArguments / 2).map((name) => `tostring(['${name}'])`);
    tests.push(`strcat(${[...some, '""'].join(', " ", ')}) contains ${JSON.stringify(text)}`);
  }
  return tests.length === 0 ? "false" : tests.join(" or ");
}
