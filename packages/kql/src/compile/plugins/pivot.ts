import type { Node } from "../../language/node";
import { columnScalar, findColumn, type PlanColumn } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import { quoted, sqlNames } from "../../plan/sql";
import type { Column } from "../../types";
import { toText } from "../convert";
import { unnamed } from "../outputs";
import type { Scope } from "../scope";
import { type Inspect, StageNeeded, type StageResult } from "../stages";
import type { CompilePlugin } from "./plugin";

/** `evaluate pivot(column [, aggregate [, kept columns…]])`: one column per value of the pivoted column. */
export const pivot: CompilePlugin = (node, args, input, scope) => {
  if (scope.callSite !== undefined || input.partition.length > 0)
    return scope.refuse("pivot() inside of a function or subquery", node);
  const column = (arg: Node): PlanColumn => findColumn(input, arg.name) ?? scope.refuse(`pivot() of ${arg.text}`, arg);
  const key = column(args[0]!);
  const aggregateNode = args[1] && unnamed(args[1]).value;
  const aggregate = aggregateNode ? scope.grouped(input).scalar(aggregateNode) : scalar("long", "count(*)", false);
  const measured = new Set<string>();
  aggregateNode?.walk((part) => {
    if (part.symbol?.kind === "Column") measured.add(part.name);
  });
  const kept =
    args.length > 2
      ? args.slice(2).map(column)
      : input.columns.filter((item) => item !== key && !measured.has(item.name));
  const declared = node.maybe("Schema") && declaredColumns(node, kept, aggregate, scope);
  throw new StageNeeded(
    { input, finish: (table, inspect) => spread(table, inspect, key, aggregate, kept, declared) },
    node.parent!,
  );
};

/** The values that a schema names: kept columns come first, as without one. */
function declaredColumns(node: Node, kept: readonly PlanColumn[], aggregate: Scalar, scope: Scope): string[] {
  const columns = node.parent!.columns ?? [];
  const keptOnes = columns.slice(0, kept.length);
  const fits =
    kept.every(({ name, type }, i) => keptOnes[i]?.name === name && keptOnes[i].type === type) &&
    columns.slice(kept.length).every(({ type }) => type === aggregate.type);
  if (!fits)
    return scope.refuse(
      `pivot() with a schema other than (${[...kept.map(({ name, type }) => `${name}: ${type}`), `value: ${aggregate.type}, …`].join(", ")})`,
      node,
    );
  return columns.slice(kept.length).map(({ name }) => name);
}

/** Groups by the kept columns and the key, then lays the key's values out side by side. */
async function spread(
  table: string,
  inspect: Inspect,
  key: PlanColumn,
  aggregate: Scalar,
  kept: readonly PlanColumn[],
  declared?: readonly string[],
): Promise<StageResult> {
  const text = toText(columnScalar(key)).sql;
  const values = declared ?? (await inspect(`SELECT DISTINCT ${text} AS v FROM ${table} ORDER BY v`))[0] ?? [];
  const columns: Column[] = [
    ...kept.map(({ name, type }) => ({ name, type })),
    ...values.map((value) => ({ name: String(value), type: aggregate.type })),
  ];
  const names = sqlNames(columns.map((item) => item.name));
  const keys = kept.map((item, index) => `${item.sql} AS k${index}`);
  const groups = [...keys, "v"].map((_, index) => index + 1).join(", ");
  const cells = `SELECT ${[...keys, `${text} AS v`, `${aggregate.sql} AS a`].join(", ")} FROM ${table} GROUP BY ${groups}`;
  const items = [...kept.map((_, index) => `k${index}`), ...values.map((value) => cell(String(value), aggregate))];
  const by = kept.length > 0 ? ` GROUP BY ${kept.map((_, index) => index + 1).join(", ")}` : "";
  return {
    columns,
    rows: `SELECT ${items.map((sql, index) => `${sql} AS ${names[index]}`).join(", ") || "NULL"} FROM (${cells})${by}`,
  };
}

/** Counts and sums of no rows are zero, other aggregates of none are null. */
function cell(value: string, aggregate: Scalar): string {
  const found = `any_value(a) FILTER (WHERE v = ${quoted(value)})`;
  if (aggregate.type === "string") return `coalesce(${found}, '')`;
  return aggregate.nullable ? found : `coalesce(${found}, ${aggregate.type === "dynamic" ? "'[]'::JSON" : "0"})`;
}
