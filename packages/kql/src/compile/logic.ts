import type { Node } from "../language/node";
import { type Scalar, scalar } from "../plan/scalar";
import { convert } from "./convert";
import type { Scope } from "./scope";

const asBool = (value: Scalar): Scalar => (value.type === "bool" ? value : convert(value, "bool"));

/** `and` and `or`, three-valued; in a filter each side may use its cheaper form. */
export function logical(node: Node, scope: Scope): Scalar {
  const left = asBool(scope.scalar(node.get("Left")));
  const right = asBool(scope.scalar(node.get("Right")));
  const word = node.kind === "AndExpression" ? "AND" : "OR";
  const combined = scalar("bool", `((${left.sql}) ${word} (${right.sql}))`, left.nullable || right.nullable);
  if (!left.filterSql && !right.filterSql) return combined;
  return {
    ...combined,
    filterSql: `((${left.filterSql ?? left.sql}) ${word} (${right.filterSql ?? right.sql}))`,
  };
}

/** `not(x)`: null stays null. */
export function not(value: Scalar): Scalar {
  const test = asBool(value);
  return scalar("bool", `(NOT (${test.sql}))`, test.nullable);
}
