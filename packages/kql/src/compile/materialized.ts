import { printPlan } from "../plan/print";
import { outputNames } from "../plan/prune";
import type { Relation } from "../plan/relation";
import type { Scope } from "./scope";

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
export const isOfChance = ({ plan }: Relation): boolean => /\b(random|uuid)\(/.test(printPlan(plan));

function named(relation: Relation, { compilation }: Scope, once: boolean): Relation {
  const { plan } = relation;
  const sql = printPlan(plan);
  const known = compilation.rows.find((rows) => rows.sql === sql && rows.materialized === once);
  const name = known?.name ?? `"$rows${compilation.next()}"`;
  if (!known) compilation.rows.push({ name, plan, sql, materialized: once });
  const columns = outputNames(plan);
  return { ...relation, plan: { kind: "rows", name, ...(columns ? { columns } : {}) } };
}
