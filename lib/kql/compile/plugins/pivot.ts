import type { Node } from "../../language/node";
import { columnScalar, findColumn, type PlanColumn } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import { quoted, sqlNames } from "../../plan/sql";
import type { Column } from "../../types";
import { toText } from "../convert";
import { unnamed } from "../outputs";
import { type Inspect, StageNeeded, type StageResult } from "../stages";
import type { CompilePlugin } from "./index";

/** `evaluate pivot(column [, aggregate [, kept columns…]])`: one column per value of the pivoted column. */
export const pivot: CompilePlugin = (node, args, input, scope) => {
  if (scope.callSite !== undefined || input.partition.length > 0)
    return scope.refuse("pivot() inside of a function or subquery", node);
  if (node.maybe("Schema")) return scope.refuse("pivot() with a schema", node);
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
  throw new StageNeeded(
    { input, finish: (table, inspect) => spread(table, inspect, key, aggregate, kept) },
    node.parent!,
  );
};

async function spread(
  table: string,
  inspect: Inspect,
  key: PlanColumn,
  aggregate: Scalar,
  kept: readonly PlanColumn[],
): Promise<StageResult> {
  const text = toText(columnScalar(key)).sql;
  const [values = []] = await inspect(`SELECT DISTINCT ${text} AS v FROM ${table} ORDER BY v`);
  const columns: Column[] = [
    ...kept.map(({ name, type }) => ({ name, type })),
    ...values.map((value) => ({ name: String(value), type: aggregate.type })),
  ];
  const names = sqlNames(columns.map((item) => item.name));
  const cells = values.map((value) => filtered(aggregate.sql, `${text} = ${quoted(String(value))}`));
  return {
    columns,
    items: [...kept.map((item) => item.sql), ...cells].map((sql, index) => `${sql} AS ${names[index]}`),
    ...(kept.length > 0 ? { groupBy: kept.map((_, index) => String(index + 1)).join(", ") } : {}),
  };
}

/** Restricts every aggregate call in a piece of SQL to some rows. */
function filtered(sql: string, condition: string): string {
  return sql.replace(
    /\b(count|sum|min|max|avg|first|any_value|list|arg_max|arg_min|stddev_samp|var_samp|quantile_disc|bool_or)\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)(?: FILTER \(WHERE ([^)]*)\))?/g,
    (_, name: string, inner: string, also: string | undefined) =>
      `${name}(${inner}) FILTER (WHERE ${condition}${also ? ` AND (${also})` : ""})`,
  );
}
