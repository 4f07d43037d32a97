import type { Node } from "../../language/node";
import { aggregate, columnScalar, type Output, project, type Relation } from "../../plan/relation";
import { membership } from "../../plan/runs";
import { type Scalar, scalar } from "../../plan/scalar";
import { multiAggregate } from "../aggregates/multi";
import { named, onlyParameters, unnamed } from "../outputs";
import { perRun } from "../runs";
import type { Scope } from "../scope";
import type { CompileOperator } from "./operator";
import { type Grouping, inEachRun } from "./summarize-spans";
import { whole } from "./whole";

/** The values of one aggregate expression. */
export function aggregateValues(node: Node, scope: Scope, keys: readonly string[]): Scalar[] {
  const { value } = unnamed(node);
  return multiAggregate(value, scope, keys) ?? [scope.scalar(value)];
}

/** `summarize`. */
export const summarize: CompileOperator = (node, input, scope) => {
  onlyParameters(node, [], scope);
  const keyNodes = node.maybe("ByClause")?.list("Expressions") ?? [];
  const inside = scope.over(input);
  const keys = keyNodes.map((key) => inside.scalar(unnamed(key).value));
  const columns = node.columns!;
  const keyOutputs = named(keys, columns.slice(0, keys.length), node, scope);
  const keyNames = keyNodes.flatMap((key) => plainName(key) ?? []);
  const grouped = scope.grouped(input);
  const values = node.list("Aggregates").flatMap((item) => aggregateValues(item, grouped, keyNames));
  const outputs = named(values, columns.slice(keys.length), node, scope);
  const result =
    grouped.windows.length > 0
      ? withRows(perRun(input), keyOutputs, outputs, grouped)
      : plainGroups({ rows: input, keys: keyOutputs, aggregates: outputs }, node, scope);
  const isState =
    grouped.windows.length > 0 && node.list("Aggregates").every((item) => ofStates.test(calledName(item) ?? ""));
  return { ...result, ...(isState ? { steady: true } : {}), uniqueBy: uniqueColumns(result, keys.length) };
};

/** Aggregates that say how something is, or since when: they change when something happens. */
const ofStates = /^(arg_max|arg_min|max|min|take_any)$/i;

function plainGroups(grouping: Grouping, node: Node, scope: Scope): Relation {
  const { rows, keys, aggregates } =
    membership(grouping.rows) === "span" ? inEachRun(grouping, node.list("Aggregates").map(calledName)) : grouping;
  return groupedBy(rows, keys, aggregates, scope);
}

/** The function that an aggregate is a call of. */
function calledName(node: Node): string | undefined {
  const { value } = unnamed(node);
  return value.kind === "FunctionCallExpression" ? value.get("Name").name : undefined;
}

const groupedBy = (input: Relation, keys: readonly Output[], outputs: readonly Output[], scope: Scope): Relation =>
  keys.length > 0 ? aggregate(input, keys, outputs) : whole(input, outputs, scope);

/** Aggregates that keep whole rows: those are one value each while grouping, and are unpacked afterwards. */
function withRows(input: Relation, keys: readonly Output[], outputs: readonly Output[], grouped: Scope): Relation {
  const ofRow = ({ value }: Output): boolean => grouped.windows.some((row) => value.sql.includes(row.as));
  const rows = grouped.windows.map(
    (row): Output => ({
      name: row.as.slice(1, -1),
      value: scalar("dynamic", row.sql, false),
    }),
  );
  const inner = groupedBy(input, keys, [...outputs.filter((output) => !ofRow(output)), ...rows], grouped);
  const kept = new Map(inner.columns.map((column) => [column.name, columnScalar(column)]));
  const named = [...keys, ...outputs].map((output, index): Output => {
    const own = index >= keys.length && ofRow(output);
    return { name: output.name, value: own ? output.value : kept.get(output.name)! };
  });
  return project(inner, named);
}

const plainName = (node: Node): string | undefined => {
  const { value } = unnamed(node);
  return value.kind === "NameReference" ? value.name : undefined;
};

/** Grouping makes the keys unique together. */
const uniqueColumns = (relation: Relation, keys: number): string[] =>
  relation.columns.slice(0, keys).map((column) => column.sql);
