import type { Call, Expression } from "./syntax";

/** Every node of an expression, outside first. */
export function* nodesOf(expression: Expression): Generator<Expression> {
  yield expression;
  if (expression.kind === "call") for (const arg of expression.args) yield* nodesOf(arg);
  if (expression.kind === "access") {
    yield* nodesOf(expression.target);
    yield* nodesOf(expression.key);
  }
}

/** Every call of an expression, outside first. */
export function* callsOf(expression: Expression): Generator<Call> {
  for (const node of nodesOf(expression)) if (node.kind === "call") yield node;
}

/** The call's only argument when it is a text: the name in `body('name')`. */
export function literalName(call: Call): string | undefined {
  const [first] = call.args;
  return first?.kind === "literal" && typeof first.value === "string" ? first.value : undefined;
}
