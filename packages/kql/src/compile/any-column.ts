import type { Node } from "../language/node";
import { columnScalar } from "../plan/relation";
import { type Scalar, total } from "../plan/scalar";
import { toText } from "./convert";
import type { Scope } from "./scope";
import { regexSql } from "./strings";

/** Whether a column's text is what is asked for. */
type Test = (text: string, wanted: Scalar, node: Node, scope: Scope) => string;

const tests: Readonly<Record<string, Test>> = {
  EqualExpression: (text, { sql }) => `${text} = ${sql}`,
  MatchesRegexExpression: (text, wanted, node, scope) => `regexp_matches(${text}, ${regexSql(wanted, node, scope)})`,
};

/**
 * `* == x`, `* matches regex x`: any column's text is or does. Undefined for other comparisons.
 * @see https://learn.microsoft.com/kusto/query/where-operator
 */
export function anyColumnIs(node: Node, scope: Scope): Scalar | undefined {
  const test = tests[node.kind];
  if (!test || node.get("Left").kind !== "StarExpression") return undefined;
  const wanted = toText(scope.scalar(node.get("Right")));
  const columns = scope.row?.columns ?? [];
  const any = columns.map((column) => test(toText(columnScalar(column)).sql, wanted, node, scope)).join(" OR ");
  return total(`(${any || "false"})`);
}
