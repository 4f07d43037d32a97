import { limit } from "../../plan/limit";
import { aggregate, columnScalar, filter, type Output, project } from "../../plan/relation";
import { membership, merged } from "../../plan/runs";
import { scalar } from "../../plan/scalar";
import { named } from "../outputs";
import { numberOfRows } from "./number-of-rows";
import type { CompileOperator } from "./operator";

/** `distinct`. */
export const distinct: CompileOperator = (node, input, scope) => {
  const inside = scope.over(input);
  const values = node
    .list("Expressions")
    .flatMap((item) =>
      item.kind === "StarExpression" ? input.columns.map((c) => columnScalar(c)) : [inside.scalar(item)],
    );
  const keys = named(values, node.columns!, node, scope);
  const result = membership(input) === "span" ? merged(project(input, keys)) : aggregate(input, keys, []);
  return { ...result, uniqueBy: result.columns.map((column) => column.sql) };
};

/** `sample`: any rows will do, so the first ones do. */
export const sample: CompileOperator = (node, input, scope) =>
  limit(input, numberOfRows(node.get("Expression"), scope));

/** `sample-distinct`: any distinct values will do. */
export const sampleDistinct: CompileOperator = (node, input, scope) => {
  const value = scope.over(input).scalar(node.get("OfExpression"));
  const key: Output = { name: node.columns![0]!.name, value };
  const count = numberOfRows(node.get("Expression"), scope);
  return limit(aggregate(filter(input, scalar("bool", `${value.sql} IS NOT NULL`, false)), [key], []), count);
};
