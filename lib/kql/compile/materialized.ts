import { printPlan } from "../plan/print";
import type { Relation } from "../plan/relation";
import type { Scope } from "./scope";

/** A relation computed once per query, however often it is read. */
export function materialized(relation: Relation, scope: Scope): Relation {
  const name = `"$materialized${scope.compilation.next()}"`;
  scope.compilation.materialized.push({ name, sql: printPlan(relation.plan) });
  return { ...relation, plan: { kind: "sql", text: `SELECT * FROM ${name}` } };
}
