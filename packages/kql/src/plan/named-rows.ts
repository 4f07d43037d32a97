import { printPlan } from "./print";
import { namesIn, pruned } from "./prune";
import type { Plan } from "./relation";

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
export function withRows(rows: readonly NamedRows[], sql: string): string {
  let rest = sql;
  const kept: { name: string; sql: string; materialized: boolean }[] = [];
  // Later rows may read earlier ones, never the other way round.
  for (const { name, plan, materialized } of [...rows].reverse()) {
    const reading = readings(name);
    const found = [rest, ...kept.map((reader) => reader.sql)].flatMap((text) => [...text.matchAll(reading)]);
    if (found.length === 0) continue;
    const lists = found.map(([, list]) => list!);
    const own = printPlan(pruned(plan, lists.includes("*") ? undefined : namesIn(lists)));
    if (found.length > 1 || materialized) {
      kept.unshift({ name, sql: own, materialized });
      continue;
    }
    rest = rest.replace(reading, () => own);
    for (const [i, reader] of kept.entries()) kept[i] = { ...reader, sql: reader.sql.replace(reading, () => own) };
  }
  const parts = kept.map((item) => `${item.name} AS ${item.materialized ? "MATERIALIZED " : ""}(${item.sql})`);
  return (parts.length > 0 ? `WITH ${parts.join(", ")} ` : "") + rest;
}
