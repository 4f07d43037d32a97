import type { Node } from "../../language/node";
import { columnScalar } from "../../plan/relation";
import { type Scalar, scalar } from "../../plan/scalar";
import { Call, type Scope } from "../scope";
import { percentile } from "./statistics";
import { condition, when } from "./totals";

/** Values of one aggregate expression; names come from the binder. */
type Compile = (call: Call, keys: readonly string[]) => Scalar[];

/** What `*` stands for among the arguments: every column that is neither a key nor the measured one. */
function returned(call: Call, from: number, keys: readonly string[]): Scalar[] {
  const { row } = call.scope;
  return call.argNodes.slice(from).flatMap((node) => {
    if (node.kind !== "StarExpression") return [call.scope.scalar(node)];
    const measured = from > 0 && call.argNodes[0]!.kind === "NameReference" ? call.argNodes[0]!.name : undefined;
    return (row?.columns ?? [])
      .filter((column) => !keys.includes(column.name) && column.name !== measured)
      .map((column) => columnScalar(column));
  });
}

/** `arg_max(measure, columns…)`: one row's values, so all come from the same row. */
const argExtreme =
  (name: "arg_max" | "arg_min"): Compile =>
  (call, keys) => {
    const measure = call.arg(0);
    const others = returned(call, 1, keys);
    const fallback = name === "arg_max" ? "max" : "min";
    const values = [measure, ...others];
    const packed = `{${values.map((value, index) => `'c${index}': ${value.sql}`).join(", ")}}`;
    const ranked = measure.nullable || measure.type === "real" ? rank(measure, fallback) : measure.sql;
    return fields(call, values, `${name}(${packed}, ${ranked})`);
  };

/** The fields of a row that was kept as one value: unpacked after the grouping, see `summarize`. */
function fields(call: Call, values: readonly Scalar[], row: string): Scalar[] {
  const column = call.scope.window(row);
  return values.map((value, index) => unpacked(value, `${column}['c${index}']`));
}

/** Rows whose measure is null still count, after all others. */
const rank = (measure: Scalar, direction: "max" | "min"): string =>
  direction === "max"
    ? `{'a': ${measure.sql} IS NOT NULL, 'b': coalesce(${measure.sql}, ${zero(measure)})}`
    : `{'a': ${measure.sql} IS NULL, 'b': coalesce(${measure.sql}, ${zero(measure)})}`;

const zero = (value: Scalar): string => (value.type === "bool" ? "false" : "0");

const unpacked = (value: Scalar, sql: string): Scalar =>
  value.type === "string" ? scalar("string", `coalesce(${sql}, '')`) : scalar(value.type, sql);

const takeAny: Compile = (call, keys) => {
  const values = returned(call, 0, keys);
  const packed = `{${values.map((value, index) => `'c${index}': ${value.sql}`).join(", ")}}`;
  return fields(call, values, `first(${packed})`);
};

const takeAnyIf: Compile = (call) => {
  const value = call.scope.scalar(call.argNodes[0]!);
  return [unpacked(value, `first(${value.sql})${when(condition(call, 1))}`)];
};

const percentiles =
  (weighted: boolean): Compile =>
  (call) => {
    const first = weighted ? 2 : 1;
    return call.argNodes.slice(first).map((_, index) => {
      const percent = call.constant(first + index);
      if (typeof percent !== "bigint" && typeof percent !== "number")
        return call.refuse("with a percentile that is not a number");
      return percentile(call.arg(0), Number(percent), weighted ? call.arg(1) : undefined);
    });
  };

const byName: Readonly<Record<string, Compile>> = {
  arg_max: argExtreme("arg_max"),
  argmax: argExtreme("arg_max"),
  arg_min: argExtreme("arg_min"),
  argmin: argExtreme("arg_min"),
  take_any: takeAny,
  any: takeAny,
  take_anyif: takeAnyIf,
  anyif: takeAnyIf,
  percentiles: percentiles(false),
  percentilesw: percentiles(true),
};

/** Names of the aggregates that return several values. */
export const multiAggregateNames: readonly string[] = Object.keys(byName);

/** The values of an aggregate that may return several columns; undefined when it returns one. */
export function multiAggregate(node: Node, scope: Scope, keys: readonly string[]): Scalar[] | undefined {
  if (node.kind !== "FunctionCallExpression") return undefined;
  const name = node.get("Name").name.toLowerCase();
  const args = node.get("ArgumentList").list("Expressions");
  const single =
    /^(take_any|any)(if)?$/.test(name) &&
    args.length <= (name.endsWith("if") ? 2 : 1) &&
    args[0]?.kind !== "StarExpression";
  const compile = single ? undefined : byName[name];
  return compile?.(new Call(name, node, scope.ungrouped(), args, node.type ?? "dynamic"), keys);
}
