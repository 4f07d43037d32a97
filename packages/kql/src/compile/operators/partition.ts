import { freshHidden, withHidden } from "../../plan/relation";
import { onlyParameters } from "../outputs";
import type { CompileOperator } from "./operator";
import { compileSubquery } from "./subquery";

/** `partition by key (subquery)`: the subquery runs for each key's rows on their own. */
export const partition: CompileOperator = (node, input, scope) => {
  onlyParameters(node, [], scope);
  const operand = node.get("Operand");
  if (operand.kind !== "PartitionSubquery") return scope.refuse("partition with a query in braces", operand);
  const key = freshHidden(input, "$partition");
  const value = scope.over(input).scalar(node.get("ByExpression"));
  const keyed = withHidden(input, { sql: value.sql, as: key });
  const inner = compileSubquery(operand.get("Subquery"), { ...keyed, partition: [...input.partition, key] }, scope);
  return { ...inner, order: [], partition: input.partition };
};
