import type { RowsByName } from "../plan/asked";
import { printPlan } from "../plan/print";
import { outputNames } from "../plan/prune";
import type { Plan, Relation } from "../plan/relation";
import type { Compilation, Scope } from "./scope";

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
  if (kind === "table" || kind === "rows") return relation;
  if (isOfChance(relation)) return relation;
  return named(relation, scope, false);
}

/** Whether rows would be others if they were computed again. */
export const isOfChance = ({ plan }: Relation): boolean => ofChance.test(printPlan(plan));

const ofChance = /\b(random|uuid)\(/;

/** The rows that a compilation has names for. */
export const rowsOf = (compilation: Compilation): RowsByName => ({
  made(name) {
    const rows = compilation.rows.find((other) => other.name === name);
    return rows && !ofChance.test(rows.sql) ? rows.plan : undefined;
  },
  named: (plan) => (plan.kind === "rows" ? plan : namedPlan(plan, compilation, false)),
});

const named = (relation: Relation, { compilation }: Scope, once: boolean): Relation => ({
  ...relation,
  plan: namedPlan(relation.plan, compilation, once),
});

function namedPlan(plan: Plan, compilation: Compilation, once: boolean): Plan {
  const sql = printPlan(plan);
  const known = compilation.rows.find((rows) => rows.sql === sql && rows.materialized === once);
  const name = known?.name ?? `"$rows${compilation.next()}"`;
  if (!known) compilation.rows.push({ name, plan, sql, materialized: once });
  const columns = outputNames(plan);
  return { kind: "rows", name, ...(columns ? { columns } : {}) };
}
