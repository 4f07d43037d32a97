import { ExpressionError } from "../errors";
import { findFunction } from "../functions";
import { arityBreach } from "../functions/arity";
import { FunctionCall } from "../functions/call";
import { NotTextError, toText } from "../values/text";
import type { Value } from "../values/value";
import { access } from "./access";
import type { ExpressionContext } from "./context";
import type { Expression, Template } from "./syntax";

/**
 * The value of an expression.
 * @throws ExpressionError naming function, value and place
 */
export function evaluate(expression: Expression, context: ExpressionContext): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "access":
      return access(expression, evaluate(expression.target, context), evaluate(expression.key, context));
    case "call": {
      const known = findFunction(expression.name);
      if (!known) throw new ExpressionError(`${expression.name}() is not a function`, expression.at);
      const { args } = expression;
      const call = new FunctionCall(known.name, expression.at, args.length, context, (i) =>
        evaluate(args[i]!, context),
      );
      const wanted = arityBreach(known.arity, args.length);
      if (wanted) return call.fail(`takes ${wanted}, received ${args.length}`);
      if (!known.lazy) for (let i = 0; i < args.length; i++) call.value(i);
      return placed(expression.at, () => known.run(call));
    }
  }
}

/** The value of a string of the definition. */
export function evaluateTemplate(template: Template, context: ExpressionContext): Value {
  if (template.kind === "text") return template.text;
  if (template.kind === "expression") return evaluate(template.expression, context);
  return template.parts
    .map((part) => {
      if (typeof part === "string") return part;
      const value = evaluate(part, context);
      return placed(part.at, () => toText(value));
    })
    .join("");
}

/** What cannot be text fails at the place of the expression. */
function placed<T>(at: number, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof NotTextError ? new ExpressionError(error.message, at) : error;
  }
}
