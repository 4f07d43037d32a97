import { plugin } from "../plugins";
import type { CompileOperator } from "./operator";

/** `evaluate plugin(…)`. */
export const evaluate: CompileOperator = (node, input, scope) => {
  const call = node.get("FunctionCall");
  const name = call.get("Name").name;
  const compile = plugin(name) ?? scope.refuse(`the plugin ${name}`, node);
  return compile(node, call.get("ArgumentList").list("Expressions"), input, scope);
};
