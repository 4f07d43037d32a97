import { ExpressionError } from "../errors";
import { findFunction } from "../functions";
import { FunctionCall } from "../functions/call";
import type { Path } from "../source";
import { isArray, isObject, type Value } from "../values/value";
import { TemplateFailure } from "./resolve";
import type { Step } from "./step";

/** Operators of conditions written as objects: functions of the language. */
export const conditionOperators = [
  "and",
  "or",
  "not",
  "equals",
  "greater",
  "greaterOrEquals",
  "less",
  "lessOrEquals",
  "contains",
  "startsWith",
  "endsWith",
  "empty",
];

/** The truth of a condition: an expression, or operators nested as objects. */
export function conditionHolds(step: Step, condition: Value, path: Path): boolean {
  const value = operand(step, condition, path);
  if (typeof value === "boolean") return value;
  throw new TemplateFailure(
    `${where(step, path)}: the condition yields ${JSON.stringify(value)}, neither true nor false`,
  );
}

function operand(step: Step, value: Value, path: Path): Value {
  const entries = isObject(value) ? Object.entries(value) : [];
  const [name, given] = entries.length === 1 ? entries[0]! : [];
  const operator = conditionOperators.find((known) => known.toLowerCase() === name?.toLowerCase());
  if (operator === undefined) return step.resolve(value, path);
  const args = isArray(given) ? given : [given!];
  const at = (i: number) => [...path, name!, ...(isArray(given) ? [i] : [])];
  const read = (i: number) => operand(step, args[i]!, at(i));
  if (operator === "and" && args.length === 0) return true;
  if (operator === "or" && args.length === 0) return false;
  const call = new FunctionCall(operator, 0, args.length, step.session.context(step.frame), read);
  try {
    return findFunction(operator)!.run(call);
  } catch (error) {
    if (error instanceof ExpressionError) throw new TemplateFailure(`${where(step, path)}: ${error.message}`);
    throw error;
  }
}

function where(step: Step, path: Path): string {
  const { file, line, column } = step.session.workflow.place([...step.path, ...path]);
  return `${file}:${line}:${column}`;
}
