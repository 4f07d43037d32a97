import { printRows } from "../plan/print";
import type { Relation } from "../plan/relation";
import { FIRST, GRID, membership, RUN, STEP, toEach } from "../plan/runs";
import { NOW } from "../plan/sql";

/** One column of a relation's rows, as SQL that stands in an expression. */
export interface ColumnOfRows {
  /** Of the run whose row the expression is in. */
  readonly sql: string;
  /** Of every run, with the run as the second column; undefined where the rows are the same in all. */
  readonly everyRun?: string;
}

/** Reads a column where an expression needs the values of a relation. @param value over the relation's columns */
export function ofThisRun(value: string, relation: Relation): ColumnOfRows {
  if (membership(relation) === "always") return { sql: printRows(relation, value) };
  const everyRun = printRows(toEach(relation), `${value} AS "$value", ${RUN} AS "$of"`);
  return { sql: `SELECT "$value" FROM (${everyRun}) WHERE "$of" = ${NOW}`, everyRun };
}

/**
 * The one value that a relation has at most in each run. The values of all runs are made once, as a list by place on the
 * grid: DuckDB would flatten a subquery for each row, which it cannot do over every join.
 */
export function scalarOfThisRun(value: string, relation: Relation): string {
  const { sql, everyRun } = ofThisRun(value, relation);
  if (!everyRun) return `(${sql})`;
  const values = `SELECT list(s."$value" ORDER BY g.${RUN}) FROM ${GRID} g LEFT JOIN (${everyRun}) s ON g.${RUN} = s."$of"`;
  return `(${values})[(${NOW} - ${FIRST}) // ${STEP} + 1]`;
}

/** Rows that are counted, ordered or cut: what is the first of them differs from run to run. */
export const perRun = (relation: Relation): Relation => (membership(relation) === "span" ? toEach(relation) : relation);
