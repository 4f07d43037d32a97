import type { Node } from "../../language/node";
import { aggregate, type Relation } from "../../plan/relation";
import type { Scalar } from "../../plan/scalar";
import { multiAggregate } from "../aggregates/multi";
import { named, onlyParameters, unnamed } from "../outputs";
import type { Scope } from "../scope";
import type { CompileOperator } from "./index";

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
  const result = aggregate(input, keyOutputs, named(values, columns.slice(keys.length), node, scope));
  return { ...result, uniqueBy: uniqueColumns(result, keys.length) };
};

const plainName = (node: Node): string | undefined => {
  const { value } = unnamed(node);
  return value.kind === "NameReference" ? value.name : undefined;
};

/** Grouping makes the keys unique together. */
const uniqueColumns = (relation: Relation, keys: number): string[] =>
  relation.columns.slice(0, keys).map((column) => column.sql);
