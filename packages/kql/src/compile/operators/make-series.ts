import type { Node } from "../../language/node";
import { printPlan } from "../../plan/print";
import {
  aggregate,
  columnScalar,
  filter,
  type Output,
  planColumns,
  project,
  type Relation,
  sqlRelation,
} from "../../plan/relation";
import { RUN } from "../../plan/runs";
import { longLiteral, type Scalar, scalar } from "../../plan/scalar";
import { NOW } from "../../plan/sql";
import { compare } from "../comparison";
import { convert, toDynamic } from "../convert";
import { onlyParameters, parameter, unnamed } from "../outputs";
import type { Scope } from "../scope";
import type { CompileOperator } from "./operator";
import { aggregateValues } from "./summarize";

interface Range {
  readonly from?: Scalar;
  readonly to?: Scalar;
  readonly step: Scalar;
}

function readRange(node: Node, scope: Scope): Range {
  const clause = node.get("RangeClause");
  const plain = scope.withoutRow();
  if (clause.kind !== "MakeSeriesFromToStepClause") {
    const [from, to, step] = clause
      .get("Arguments")
      .list("Expressions")
      .map((item) => plain.scalar(item));
    return { from: from!, to: scalar(to!.type, `(${to!.sql} + ${step!.sql})`), step: step! };
  }
  const part = (name: string): Scalar | undefined => {
    const found = clause.maybe(name);
    return found && plain.scalar(found.get("Expression"));
  };
  const [from, to, step] = [part("MakeSeriesFromClause"), part("MakeSeriesToClause"), part("MakeSeriesStepClause")];
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    step: step ?? scope.refuse("make-series without a step", clause),
  };
}

/** The bin of an axis value: counted from `from`, or from zero. */
function binOf(axis: Scalar, { from, step }: Range): string {
  const real = axis.type === "real" || step.type === "real";
  const bin = real ? "kql_bin_real" : "kql_bin";
  const origin = from && convert(from, axis.type).sql;
  return origin ? `(${bin}(${axis.sql} - ${origin}, ${step.sql}) + ${origin})` : `${bin}(${axis.sql}, ${step.sql})`;
}

/** Only rows within the range count. */
function within(input: Relation, axis: Scalar, { from, to }: Range): Relation {
  const notNull = axis.nullable ? filter(input, scalar("bool", `${axis.sql} IS NOT NULL`, false)) : input;
  const above = from ? filter(notNull, compare(">=", axis, from)) : notNull;
  return to ? filter(above, compare("<", axis, to)) : above;
}

/** `make-series`: one row per key, with arrays over a regular axis; bins without rows get the default. */
export const makeSeries: CompileOperator = (node, input, scope) => {
  onlyParameters(node, ["kind"], scope);
  if (parameter(node, "kind") !== undefined) return scope.refuse(`make-series kind=${parameter(node, "kind")}`, node);
  const inside = scope.over(input);
  const range = readRange(node, scope);
  const axis = inside.scalar(unnamed(node.get("OnClause").get("Expression")).value);
  const rows = within(input, axis, range);
  const keyNodes = node.maybe("ByClause")?.list("Expressions") ?? [];
  const keys = keyNodes.map(
    (key, index): Output => ({ name: `key${index}`, value: inside.scalar(unnamed(key).value) }),
  );
  const grouped = scope.grouped(rows);
  const series = node.list("Aggregates").map((item) => {
    const [value] = aggregateValues(item.get("Expression"), grouped, []);
    const otherwise = item.maybe("DefaultExpression");
    return {
      value: value!,
      otherwise: otherwise ? scope.withoutRow().scalar(otherwise.get("Expression")) : longLiteral(0),
    };
  });
  const binned = aggregate(
    rows,
    [...keys, { name: "bin", value: scalar(axis.type, binOf(axis, range), false) }],
    series.map(({ value }, index): Output => ({ name: `value${index}`, value })),
  );
  return assembled(node, binned, keys, series, range, axis);
};

interface Series {
  readonly value: Scalar;
  readonly otherwise: Scalar;
}

function assembled(
  node: Node,
  binned: Relation,
  keys: readonly Output[],
  series: readonly Series[],
  range: Range,
  axis: Scalar,
): Relation {
  const partition = binned.partition;
  const keySql = [...keys.map((key) => `"${key.name}"`), ...partition];
  const grid = gridSql(keySql, range, axis);
  const on = [...keySql.map((key) => `g.${key} IS NOT DISTINCT FROM b.${key}`), `g."bin" = b."bin"`].join(" AND ");
  const values = series.map(({ value, otherwise }, index) => {
    const filled = convert(otherwise, value.type);
    const item = { ...value, sql: `coalesce(b."value${index}", ${filled.sql})` };
    return `to_json(list(${arrayItem(item)} ORDER BY g."bin"))`;
  });
  const axisList = axisSql(range, axis);
  const columns = node.columns!;
  const outputs = [...keys.map((key) => `g."${key.name}"`), ...values, axisList];
  const names = planColumns(columns, partition).map((column, index) => ({
    ...column,
    nullable: index < keys.length ? keys[index]!.value.nullable : false,
  }));
  // Both sides have the run: the grid's is meant.
  const items = outputs.map(
    (sql, index) => `${sql.replaceAll(NOW, partition.includes(RUN) ? `g.${RUN}` : NOW)} AS ${names[index]!.sql}`,
  );
  const carried = partition.map((key) => `g.${key} AS ${key}`);
  const groupBy = keySql.map((key) => `g.${key}`);
  const sql = `WITH b AS MATERIALIZED (${printPlan(binned.plan)}), g AS (${grid}) SELECT ${[...items, ...carried].join(", ")} FROM g LEFT JOIN b ON ${on}${groupBy.length > 0 ? ` GROUP BY ${groupBy.join(", ")}` : ""}`;
  const result = sqlRelation(groupBy.length > 0 ? sql : `${sql} HAVING count(*) > 0`, names);
  return project(
    { ...result, hidden: partition, partition },
    names.map((column): Output => ({ name: column.name, value: columnScalar(column) })),
  );
}

const arrayItem = (value: Scalar): string =>
  value.type === "long" || value.type === "int" || value.type === "string"
    ? value.sql
    : `coalesce(${toDynamic(value).sql}, 'null'::JSON)`;

/** The axis as an array; with both bounds given it is the same for every key, and made once. */
function axisSql({ from, to, step }: Range, axis: Scalar): string {
  const item = `to_json(list(${arrayItem({ ...axis, sql: 'g."bin"' })} ORDER BY g."bin"))`;
  if (!from || !to) return item;
  const bounds = `SELECT ${convert(from, axis.type).sql} AS low, ${convert(to, axis.type).sql} AS high`;
  return `(SELECT ${item} FROM (SELECT ${binsSql(step, axis)} AS "bin" FROM (${bounds})) g)`;
}

/** One row per bin between the columns `low` and `high`. */
function binsSql(step: Scalar, axis: Scalar): string {
  return axis.type === "real" || step.type === "real"
    ? `low + unnest(range(ceil((high - low) / ${step.sql} - 1e-9)::BIGINT)) * ${step.sql}`
    : `unnest(range(low, high, ${step.sql}))`;
}

/** Every bin of every key; where a bound is missing, each key's own first or last bin is one. */
function gridSql(keys: readonly string[], { from, to, step }: Range, axis: Scalar): string {
  const low = from ? convert(from, axis.type).sql : `min("bin")`;
  const high = to ? convert(to, axis.type).sql : `max("bin") + ${step.sql}`;
  const select = [...keys, `${low} AS low`, `${high} AS high`].join(", ");
  const group = keys.length > 0 ? ` GROUP BY ${keys.join(", ")}` : " HAVING count(*) > 0";
  return `SELECT ${[...keys, `${binsSql(step, axis)} AS "bin"`].join(", ")} FROM (SELECT ${select} FROM b${group})`;
}
