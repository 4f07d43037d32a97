import { printPlan } from "../plan/print";
import type { Relation } from "../plan/relation";
import type { Scope } from "./scope";

/** Rows that are computed once per query, whoever reads them. */
export interface NamedRows {
  /** Quoted identifier. */
  readonly name: string;
  readonly sql: string;
  /** Computed before anything reads them; otherwise DuckDB may see through the name. */
  readonly materialized: boolean;
}

/** A relation computed once per query, however often it is read. */
export function materialized(relation: Relation, scope: Scope): Relation {
  return named(relation, scope, true);
}

/**
 * A relation that a query may read in several places, such as what a let statement or a function stands for: there it is
 * written, planned and computed once. Kusto may compute it each time; only rows that depend on chance could tell.
 */
export function shared(relation: Relation, scope: Scope): Relation {
  const { kind } = relation.plan;
  if (kind === "table") return relation;
  const isNamed = kind === "sql" && /^SELECT \* FROM "\$rows\d+"$/.test(relation.plan.text);
  if (isNamed || /\b(random|uuid)\(/.test(printPlan(relation.plan))) return relation;
  return named(relation, scope, false);
}

function named(relation: Relation, { compilation }: Scope, once: boolean): Relation {
  const sql = printPlan(relation.plan);
  const known = compilation.rows.find((rows) => rows.sql === sql && rows.materialized === once);
  const name = known?.name ?? `"$rows${compilation.next()}"`;
  if (!known) compilation.rows.push({ name, sql, materialized: once });
  return { ...relation, plan: { kind: "sql", text: readingOf(name) } };
}

const readingOf = (name: string): string => `SELECT * FROM ${name}`;

/** The SQL with its named rows in front; what is read in one place only is written there. */
export function withRows(rows: readonly NamedRows[], sql: string): string {
  let rest = sql;
  const kept: NamedRows[] = [];
  // Later rows may read earlier ones, never the other way round.
  for (const item of [...rows].reverse()) {
    const reading = readingOf(item.name);
    const readers = [rest, ...kept.map((reader) => reader.sql)];
    const uses = readers.reduce((sum, text) => sum + text.split(reading).length - 1, 0);
    if (uses === 0) continue;
    if (uses > 1 || item.materialized) {
      kept.unshift(item);
      continue;
    }
    rest = rest.split(reading).join(item.sql);
    for (const [i, reader] of kept.entries()) kept[i] = { ...reader, sql: reader.sql.split(reading).join(item.sql) };
  }
  const parts = kept.map((item) => `${item.name} AS ${item.materialized ? "MATERIALIZED " : ""}(${item.sql})`);
  return (parts.length > 0 ? `WITH ${parts.join(", ")} ` : "") + rest;
}
