import type { Node } from "../language/node";
import { type Scalar, scalar } from "../plan/scalar";
import { NOW } from "../plan/sql";
import { convert } from "./convert";
import type { Scope } from "./scope";

const asBool = (value: Scalar): Scalar => (value.type === "bool" ? value : convert(value, "bool"));

/** `and` and `or`, three-valued; in a filter each side may use its cheaper form. */
export function logical(node: Node, scope: Scope): Scalar {
  const left = asBool(scope.scalar(node.get("Left")));
  const right = asBool(scope.scalar(node.get("Right")));
  const word = node.kind === "AndExpression" ? "AND" : "OR";
  const combined = {
    ...scalar("bool", `((${left.sql}) ${word} (${right.sql}))`, left.nullable || right.nullable),
    ...(word === "OR" ? eitherBound(left, right) : {}),
  };
  if (!left.filterSql && !right.filterSql) return combined;
  return {
    ...combined,
    filterSql: `((${left.filterSql ?? left.sql}) ${word} (${right.filterSql ?? right.sql}))`,
  };
}

/** One side holds a time against `now()`, and the other has nothing to do with it: the bound is none where that is true. */
function eitherBound(left: Scalar, right: Scalar): Pick<Scalar, "bounds"> {
  const [bounded, other] = left.bounds ? [left, right] : [right, left];
  if (!bounded.bounds || other.bounds || other.sql.includes(NOW)) return {};
  const test = other.filterSql ?? other.sql;
  return {
    bounds: bounded.bounds.map((bound) => ({
      ...bound,
      unless: bound.unless === undefined ? test : `(${bound.unless}) OR (${test})`,
    })),
  };
}

/** `not(x)`: null stays null. */
export function not(value: Scalar): Scalar {
  const test = asBool(value);
  return scalar("bool", `(NOT (${test.sql}))`, test.nullable);
}
