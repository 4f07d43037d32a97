import {
  columnScalar,
  findColumn,
  freshHidden,
  type Output,
  over,
  planColumns,
  project,
  type Relation,
  withHidden,
} from "../../plan/relation";
import { materialized } from "../materialized";
import { expand } from "./mv-expand";
import type { CompileOperator } from "./operator";
import { compileSubquery } from "./subquery";

/** `mv-apply`: expands arrays, runs a subquery for each input row on its own, and joins the results to the row. */
export const mvApply: CompileOperator = (node, input, scope) => {
  if (node.maybe("ContextIdClause")) return scope.refuse("mv-apply with id", node);
  const row = freshHidden(input, "$row");
  const numbered = materialized(
    withHidden(input, { sql: `row_number() ${over({ ...input, partition: [] })}`, as: row }),
    scope,
  );
  const expanded = expand(node, numbered, [], scope);
  const inner = compileSubquery(
    node.get("Subquery").get("Expression"),
    { ...expanded, order: [], partition: [...input.partition, row] },
    scope,
  );
  return joinedBack(numbered, inner, row, node.columns!, input);
};

function joinedBack(
  rows: Relation,
  inner: Relation,
  row: string,
  columns: readonly { name: string; type: Relation["columns"][number]["type"] }[],
  input: Relation,
): Relation {
  const names = planColumns(columns, input.hidden);
  const fromInner = columns.map(({ name }) => findColumn(inner, name));
  const items = columns.map(({ name }, index) => {
    const own = fromInner[index];
    const outer = findColumn(rows, name);
    return `${own ? `r.${own.sql}` : `l.${outer!.sql}`} AS ${names[index]!.sql}`;
  });
  const result: Relation = {
    columns: names.map((column, index) => ({
      ...column,
      nullable: (fromInner[index] ?? findColumn(rows, column.name))!.nullable,
    })),
    hidden: input.hidden,
    order: input.order.filter((key) => input.hidden.includes(key.sql)),
    partition: input.partition,
    ...(input.ingestionTime ? { ingestionTime: input.ingestionTime } : {}),
    plan: {
      kind: "join",
      join: "JOIN",
      left: rows.plan,
      right: inner.plan,
      on: `l.${row} = r.${row}`,
      items: [...items, ...input.hidden.map((hidden) => `l.${hidden} AS ${hidden}`)],
    },
  };
  return project(
    result,
    result.columns.map((column): Output => ({ name: column.name, value: columnScalar(column) })),
  );
}
