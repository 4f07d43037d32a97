import type { Node } from "../../language/node";
import { limit } from "../../plan/limit";
import { printPlan } from "../../plan/print";
import { aggregate, type Output, orderSql, planColumns, type Relation, sqlRelation } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import { unnamed } from "../outputs";
import type { Scope } from "../scope";
import { numberOfRows } from "./number-of-rows";
import type { CompileOperator } from "./operator";

interface Level {
  readonly count?: string;
  readonly key: Scalar;
  readonly by: Scalar;
  readonly descending: boolean;
}

function readLevel(node: Node, input: Relation, scope: Scope): Level {
  if (node.maybe("WithOthersClause")) return scope.refuse("top-nested with others", node);
  const count = node.maybe("Expression");
  const by = node.get("ByExpression");
  const ordered = by.kind === "OrderedExpression";
  return {
    ...(count ? { count: numberOfRows(count, scope) } : {}),
    key: scope.over(input).scalar(unnamed(node.get("OfExpression")).value),
    by: scope.grouped(input).scalar(unnamed(ordered ? by.get("Expression") : by).value),
    descending: !(ordered && (by.maybe("Ordering")?.text ?? "").toLowerCase().startsWith("asc")),
  };
}

/** `top-nested`: the best groups of the first level, within each the best of the second, and so on. */
export const topNested: CompileOperator = (node, input, scope) => {
  const levels = node.list("Clauses").map((clause) => readLevel(clause, input, scope));
  if (input.partition.length > 0) return scope.refuse("top-nested inside of a partition", node);
  const rows = printPlan(input.plan);
  let previous: { sql: string; keys: number } | undefined;
  for (const [index, level] of levels.entries()) {
    const keys = levels.slice(0, index + 1).map((item, n) => `${item.key.sql} AS k${n}`);
    const grouped = `SELECT ${[...keys, `${level.by.sql} AS a${index}`].join(", ")} FROM (${rows}) GROUP BY ${keys.map((_, n) => n + 1).join(", ")}`;
    const shared = Array.from({ length: index }, (_, n) => `p.k${n} IS NOT DISTINCT FROM g.k${n}`);
    const carried = Array.from({ length: index }, (_, n) => `p.a${n}`);
    const joined: string = previous
      ? `SELECT ${["g.*", ...carried].join(", ")} FROM (${grouped}) g JOIN (${previous.sql}) p ON ${shared.join(" AND ")}`
      : grouped;
    const within = index > 0 ? `PARTITION BY ${Array.from({ length: index }, (_, n) => `k${n}`).join(", ")} ` : "";
    const { descending, by, count } = level;
    const order = orderSql([{ sql: `a${index}`, descending, nullsFirst: false, mayBeNan: by.type === "real" }]);
    const best = count ? ` QUALIFY row_number() OVER (${within}ORDER BY ${order}) <= ${count}` : "";
    previous = { sql: `SELECT * FROM (${joined})${best}`, keys: index + 1 };
  }
  const names = planColumns(node.columns!);
  const items = levels.flatMap((_, n) => [`k${n} AS ${names[2 * n]!.sql}`, `a${n} AS ${names[2 * n + 1]!.sql}`]);
  return sqlRelation(`SELECT ${items.join(", ")} FROM (${previous!.sql})`, names);
};

/** `top-hitters n of key [by weight]`: exact here, approximate in Kusto. */
export const topHitters: CompileOperator = (node, input, scope) => {
  const inside = scope.over(input);
  const [keyColumn, countColumn] = node.columns!;
  const key: Output = { name: keyColumn!.name, value: inside.scalar(unnamed(node.get("OfExpression")).value) };
  const weight = node.maybe("ByClause");
  const sum = weight ? `coalesce(sum(${inside.scalar(weight.get("Expression")).sql}), 0)::BIGINT` : "count(*)";
  const grouped = aggregate(
    input,
    [key],
    [
      {
        name: countColumn!.name,
        value: scalar(
          countColumn!.type,
          countColumn!.type === "real" ? sum.replace("::BIGINT", "::DOUBLE") : sum,
          false,
        ),
      },
    ],
  );
  const order = [{ sql: grouped.columns[1]!.sql, descending: true, nullsFirst: false }];
  return limit({ ...grouped, order }, numberOfRows(node.get("Expression"), scope));
};
