import type { CompiledQuery, Template } from "../compile/compiled-query";
import { KqlRuntimeError } from "../errors";
import { FIRST, LAST, RUN, RUNS } from "../plan/runs";
import type { RunSet } from "../types";
import { ticksOfDate } from "../values/datetime";
import type { Engine } from "./engine";
import { renderSet, setTables } from "./render-set";

/** The database, in memory and compressed, that standing rows are in. */
export const standingDatabase = "standing";

/** Values that one run may have of rows that are kept: of more, it takes longer to write them than to make them again. */
const mostValues = 25_000;

/** Rows of some runs, in a table. */
interface Kept {
  readonly table: string;
  readonly runs: Set<bigint>;
  /** what it was made from */
  readonly reads: ReadonlySet<string>;
  /** whether its rows are too many to be kept */
  isLarge: boolean;
  /** what is being written */
  turn: Promise<unknown>;
}

type Part = NonNullable<CompiledQuery["standing"]>[number];

/** Rows that queries for many runs have in common, made when they are first asked for. */
export class StandingTables {
  private readonly kept = new Map<string, Kept>();
  private made = 0;
  /** queries that may be reading them */
  private readers = 0;
  private retired: string[] = [];

  constructor(private readonly engine: Engine) {}

  /**
   * Runs a query with its standing rows in place.
   * @param run is told where they are, as SQL, by their key
   */
  async reading<T>(
    query: CompiledQuery,
    set: RunSet,
    {
      scan,
      lane,
      growth,
    }: { readonly scan: (table: string) => string; readonly lane: number; readonly growth?: number | undefined },
    run: (standing: (key: string) => string) => Promise<T>,
  ): Promise<T> {
    const places = new Map<string, string>();
    this.readers++;
    try {
      for (const part of query.standing ?? []) {
        const kept = this.of(part, set);
        kept.turn = kept.turn.catch(() => undefined).then(() => this.fill(kept, part, set, scan, lane, growth));
        await kept.turn;
        places.set(part.key, kept.isLarge ? `(${renderSet(part.template, set, scan, { lane })})` : rowsOf(kept.table));
      }
      return await run((key) => places.get(key)!);
    } finally {
      this.readers--;
      if (this.readers === 0) for (const table of this.retired.splice(0)) await this.engine.run(`DROP TABLE ${table}`);
    }
  }

  /** Puts what was written into the least space; while the other lane writes, too, it waits for the next time. */
  private async compact(lane: number): Promise<void> {
    try {
      await this.engine.run(`CHECKPOINT ${standingDatabase}`, lane);
    } catch (error) {
      if (!(error instanceof KqlRuntimeError && error.reason === "engine")) throw error;
    }
  }

  /** Rows of a table are others now. */
  changed(table: string): void {
    for (const [key, { reads, runs, isLarge, table: place }] of this.kept)
      if (reads.has(table)) {
        this.kept.delete(key);
        if (runs.size > 0 && !isLarge) this.retired.push(place);
      }
  }

  private of({ key, template }: Part, { windows }: RunSet): Kept {
    const reads = tablesIn(template);
    const name = JSON.stringify([key, ...[...reads].map((table) => windows[table] ?? [])]);
    const known = this.kept.get(name);
    if (known) return known;
    const table = `${standingDatabase}."$${this.made++}"`;
    const kept: Kept = { table, reads, runs: new Set(), isLarge: false, turn: Promise.resolve() };
    this.kept.set(name, kept);
    return kept;
  }

  private async fill(
    kept: Kept,
    { template }: Part,
    set: RunSet,
    scan: (table: string) => string,
    lane: number,
    growth?: number,
  ): Promise<void> {
    const runs = set.runs.filter((run) => !kept.runs.has(ticksOfDate(run)));
    if (kept.isLarge || runs.length === 0) return;
    const missing = { ...set, runs };
    for (const sql of setTables(missing, lane)) await this.engine.run(sql, lane);
    const rows = renderSet(template, missing, scan, { lane });
    const into = kept.runs.size === 0 ? `CREATE OR REPLACE TABLE ${kept.table} AS` : `INSERT INTO ${kept.table}`;
    const [counts] = await this.engine.columns(`${into} ${rows}`, lane, growth);
    const [columns] =
      kept.runs.size > 0 ? [] : await this.engine.columns(`SELECT count(*) FROM (DESCRIBE ${kept.table})`, lane);
    for (const run of runs) kept.runs.add(ticksOfDate(run));
    await this.compact(lane);
    if (columns && Number(counts![0]) * Number(columns[0]) > mostValues * runs.length) {
      kept.isLarge = true;
      this.retired.push(kept.table);
    }
  }
}

/** Of the runs that are asked for: a table has those of others too. */
const rowsOf = (table: string): string =>
  `(SELECT * FROM ${table} WHERE ${RUN} BETWEEN ${FIRST} AND ${LAST} AND ${RUN} IN (SELECT ${RUN} FROM ${RUNS}))`;

/** Tables that a template reads. */
function tablesIn(template: Template): ReadonlySet<string> {
  const holes = template.filter((_, index) => index % 2 === 1);
  return new Set(holes.flatMap((hole) => /^(?:scan|span):(.*)$/s.exec(hole)?.[1] ?? []));
}
