import { equal } from "../values/equal";
import { asNumber } from "../values/number";
import { isNumber, type Value } from "../values/value";
import type { FunctionCall } from "./call";
import { any, type Family, takes, type WorkflowFunction } from "./function";

const ordered = (holds: (order: number) => boolean): WorkflowFunction => takes(2, 2, (call) => holds(order(call)));

/** Negative, zero or positive: two numbers, two texts (by code unit) or two booleans. */
function order(call: FunctionCall): number {
  const [a, b] = [call.value(0), call.value(1)];
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0;
  if (isNumber(a) && isNumber(b)) return asNumber(a) - asNumber(b);
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === "boolean" && typeof b === "boolean") return Number(a) - Number(b);
  if (a === null || typeof a === "object") return call.expected("a number, string or boolean", 0);
  return call.expected(`a ${typeof a} like argument 1`, 1);
}

const indexes = (call: FunctionCall) => Array.from({ length: call.count }, (_, i) => i);

/** `and`, `or` and `if` read only the arguments they need. */
export const logicalFunctions: Family = {
  and: { ...takes(1, any, (call) => indexes(call).every((i) => call.boolean(i))), lazy: true },
  or: { ...takes(1, any, (call) => indexes(call).some((i) => call.boolean(i))), lazy: true },
  not: takes(1, 1, (call) => !call.boolean(0)),
  if: { ...takes(3, 3, (call): Value => call.value(call.boolean(0) ? 1 : 2)), lazy: true },
  equals: takes(2, 2, (call) => equal(call.value(0), call.value(1))),
  greater: ordered((order) => order > 0),
  greaterOrEquals: ordered((order) => order >= 0),
  less: ordered((order) => order < 0),
  lessOrEquals: ordered((order) => order <= 0),
};
