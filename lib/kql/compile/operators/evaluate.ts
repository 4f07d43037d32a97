import type { CompileOperator } from "./index";

/** `evaluate plugin(…)`. */
export const evaluate: CompileOperator = (node, _input, scope) => {
  const name = node.get("FunctionCall").get("Name").name;
  return scope.refuse(`the plugin ${name}`, node);
};
