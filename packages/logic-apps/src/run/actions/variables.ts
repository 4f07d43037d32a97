import { arithmetic, asNumber } from "../../values/number";
import { toText } from "../../values/text";
import { isArray, isNumber, isObject, type Value } from "../../values/value";
import { failed, type Outcome, succeeded } from "../record";
import type { Executor, Step } from "../step";
import { VariableError } from "../variables";

export const initializeVariable: Executor = (step) => {
  const inputs = step.inputs();
  const listed = isObject(inputs) ? inputs.variables : undefined;
  if (!isArray(listed)) return failed("BadRequest", "inputs.variables lists no variable");
  for (const variable of listed) {
    if (!isObject(variable)) return failed("BadRequest", "a variable is no object", { inputs });
    step.session.variables.initialize(String(variable.name), String(variable.type), variable.value ?? null);
  }
  return succeeded(inputs);
};

export const setVariable: Executor = (step) =>
  change(step, (name, value) => step.session.variables.set(name, value ?? null));

export const appendToArrayVariable: Executor = (step) =>
  change(step, (name, value) =>
    step.session.variables.update(name, ["array"], (old) => [...((old ?? []) as readonly Value[]), value ?? null]),
  );

export const appendToStringVariable: Executor = (step) =>
  change(step, (name, value) =>
    step.session.variables.update(name, ["string"], (old) => toText(old) + toText(value ?? null)),
  );

export const incrementVariable: Executor = (step) => change(step, (name, value) => add(step, name, value ?? 1, 1));
export const decrementVariable: Executor = (step) => change(step, (name, value) => add(step, name, value ?? 1, -1));

function change(step: Step, apply: (name: string, value: Value | undefined) => void): Outcome {
  const inputs = step.inputs();
  if (!isObject(inputs) || typeof inputs.name !== "string")
    return failed("BadRequest", "inputs.name names no variable");
  apply(inputs.name, inputs.value);
  const value = step.session.variables.get(inputs.name) ?? null;
  return succeeded(inputs, { body: { name: inputs.name, value } });
}

function add(step: Step, name: string, by: Value, sign: 1 | -1): void {
  step.session.variables.update(name, ["integer", "float"], (old) => {
    if (!isNumber(by))
      throw new VariableError(`variable "${name}" cannot be changed by ${toText(by)}: it is no number`);
    const start = isNumber(old) ? old : 0;
    const signed =
      arithmetic(
        by,
        sign,
        (a, b) => a * b,
        (a, b) => a * b,
      ) ?? asNumber(by) * sign;
    return (
      arithmetic(
        start,
        signed,
        (a, b) => a + b,
        (a, b) => a + b,
      ) ?? overflow(name)
    );
  });
}

function overflow(name: string): never {
  throw new VariableError(`variable "${name}" overflows 64 bits`);
}
