import { callUserTable } from "../calls";
import type { CompileOperator } from "./operator";

/** `invoke f(…)`: the piped rows are the function's first argument. */
export const invoke: CompileOperator = (node, input, scope) => {
  const call = node.get("Function");
  return call.calledBody ? callUserTable(call, scope.withoutRow(), input) : scope.refuse(`invoke ${call.text}`, call);
};
