import { arithmetic, asNumber, type NumberValue } from "../values/number";
import { isArray, isNumber } from "../values/value";
import type { FunctionCall } from "./call";
import { any, type Family, takes, type WorkflowFunction } from "./function";

function operation(
  onIntegers: (a: bigint, b: bigint) => bigint,
  onFloats: (a: number, b: number) => number,
): WorkflowFunction {
  return takes(2, 2, (call) => {
    const result = arithmetic(call.number(0), call.number(1), onIntegers, onFloats);
    return result ?? call.fail("overflows 64 bits");
  });
}

/** Division and remainder: a zero divisor is an error. */
function division(parts: WorkflowFunction): WorkflowFunction {
  return takes(2, 2, (call) => (asNumber(call.number(1)) === 0 ? call.fail("divides by zero") : parts.run(call)));
}

/** Numbers given one by one or as an array. */
function numbers(call: FunctionCall): NumberValue[] {
  const given = call.count === 1 && isArray(call.value(0)) ? call.array(0) : call.all();
  if (given.length === 0) return call.fail("takes at least one number, received an empty array");
  return given.map((value, i) => (isNumber(value) ? value : call.fail(`takes numbers, number ${i + 1} is none`)));
}

const extreme = (better: (a: number, b: number) => boolean): WorkflowFunction =>
  takes(1, any, (call) => numbers(call).reduce((best, next) => (better(asNumber(next), asNumber(best)) ? next : best)));

const maximumRange = 100_000;

export const mathFunctions: Family = {
  add: operation(
    (a, b) => a + b,
    (a, b) => a + b,
  ),
  sub: operation(
    (a, b) => a - b,
    (a, b) => a - b,
  ),
  mul: operation(
    (a, b) => a * b,
    (a, b) => a * b,
  ),
  div: division(
    operation(
      (a, b) => a / b,
      (a, b) => a / b,
    ),
  ),
  mod: division(
    operation(
      (a, b) => a % b,
      (a, b) => a % b,
    ),
  ),
  max: extreme((a, b) => a > b),
  min: extreme((a, b) => a < b),
  rand: takes(2, 2, (call) => {
    const [low, high] = [call.integer(0), call.integer(1)];
    if (high <= low) return call.fail(`takes a maximum above its minimum, received ${low} and ${high}`);
    return low + Math.floor(call.context.random() * (high - low));
  }),
  range: takes(2, 2, (call) => {
    const [start, count] = [call.integer(0), call.integer(1)];
    if (count < 0 || count > maximumRange) return call.fail(`takes a count of 0 to ${maximumRange}, received ${count}`);
    return Array.from({ length: count }, (_, i) => start + i);
  }),
};
