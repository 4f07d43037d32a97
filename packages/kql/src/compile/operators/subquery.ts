import type { Node } from "../../language/node";
import type { Relation } from "../../plan/relation";
import type { Scope } from "../scope";

/** Compiles a pipe whose first operator reads given rows: the subqueries of `mv-apply` and `partition`. */
export function compileSubquery(node: Node, input: Relation, scope: Scope): Relation {
  if (node.kind === "ParenthesizedExpression") return compileSubquery(node.get("Expression"), input, scope);
  if (node.kind === "PipeExpression") {
    const rows = compileSubquery(node.get("Expression"), input, scope);
    return scope.compilation.compileOperator(node.get("Operator"), rows, scope.withoutRow());
  }
  if (node.kind.endsWith("Operator") && !/^(Union|Print|Range|Find|Search)Operator$/.test(node.kind)) {
    return scope.compilation.compileOperator(node, input, scope.withoutRow());
  }
  return scope.refuse("a subquery that does not start with an operator", node);
}
