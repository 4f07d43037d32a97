import { printPlan } from "./print";
import { namesIn, pruned } from "./prune";
import type { Plan } from "./relation";
import { isEachRun, type StandingRows, standAlone, standingHole, standingRows } from "./standing";

/** Rows that are computed once per query, whoever reads them. */
export interface NamedRows {
  /** Quoted identifier. */
  readonly name: string;
  readonly plan: Plan;
  /** The SQL of all their columns. */
  readonly sql: string;
  /** Computed before anything reads them; otherwise DuckDB may see through the name. */
  readonly materialized: boolean;
}

/** What is read where the rows of a name are: `*`, or some of their columns. */
const readings = (name: string): RegExp =>
  new RegExp(`SELECT (\\*|NULL|(?:"(?:[^"]|"")+"(?:, )?)+) FROM ${name.replace("$", "\\$")}(?!")`, "g");

/** The SQL with its named rows in front, with the columns that are read; what is read in one place only is written there. */
export const withRows = (rows: readonly NamedRows[], sql: string): string => withStanding(rows, sql, []).sql;

/**
 * The same, but for rows that stay as they are while some tables change: these are read from where they are kept.
 * @param changing names of the tables; none keeps nothing
 */
export function withStanding(
  rows: readonly NamedRows[],
  sql: string,
  changing: readonly string[],
): { readonly sql: string; readonly standing: readonly StandingRows[] } {
  const alone = changing.length > 0 ? standAlone(rows, changing) : new Set<string>();
  const standing: StandingRows[] = [];
  let rest = sql;
  const kept: { name: string; sql: string; materialized: boolean }[] = [];
  // Later rows may read earlier ones, never the other way round.
  for (const [index, { name, plan, materialized }] of [...rows.entries()].reverse()) {
    const reading = readings(name);
    const readers = [{ name: "", sql: rest }, ...kept].filter((reader) => reader.sql.match(reading));
    const found = readers.flatMap((reader) => [...reader.sql.matchAll(reading)]);
    if (found.length === 0) continue;
    const lists = found.map(([, list]) => list!);
    const own = printPlan(pruned(plan, lists.includes("*") ? undefined : namesIn(lists)));
    if (alone.has(name) && isEachRun(plan) && readers.some((reader) => !alone.has(reader.name))) {
      const made = standingRows(withRows(rows.slice(0, index), own));
      standing.unshift(made);
      kept.unshift({ name, sql: `SELECT * FROM ${standingHole(made.key)}`, materialized: false });
      continue;
    }
    if (found.length > 1 || materialized) {
      kept.unshift({ name, sql: own, materialized });
      continue;
    }
    rest = rest.replace(reading, () => own);
    for (const [i, reader] of kept.entries()) kept[i] = { ...reader, sql: reader.sql.replace(reading, () => own) };
  }
  const parts = kept.map((item) => `${item.name} AS ${item.materialized ? "MATERIALIZED " : ""}(${item.sql})`);
  return { sql: (parts.length > 0 ? `WITH ${parts.join(", ")} ` : "") + rest, standing };
}
