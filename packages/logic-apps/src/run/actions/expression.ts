import { ExpressionError } from "../../errors";
import { findFunction } from "../../functions";
import { FunctionCall } from "../../functions/call";
import { isObject, type Value, type ValueObject } from "../../values/value";
import { failed, succeeded } from "../record";
import type { Executor } from "../step";

/** Each kind is a function of the language with named arguments. */
const kinds: Readonly<
  Record<string, { readonly name: string; readonly args: (inputs: ValueObject) => (Value | undefined)[] }>
> = {
  currenttime: { name: "utcNow", args: ({ formatString }) => [formatString] },
  getfuturetime: {
    name: "getFutureTime",
    args: ({ interval, timeUnit, formatString }) => [number(interval), timeUnit, formatString],
  },
  getpasttime: {
    name: "getPastTime",
    args: ({ interval, timeUnit, formatString }) => [number(interval), timeUnit, formatString],
  },
  addtotime: {
    name: "addToTime",
    args: ({ baseTime, interval, timeUnit, formatString }) => [baseTime, number(interval), timeUnit, formatString],
  },
  subtractfromtime: {
    name: "subtractFromTime",
    args: ({ baseTime, interval, timeUnit, formatString }) => [baseTime, number(interval), timeUnit, formatString],
  },
  converttimezone: {
    name: "convertTimeZone",
    args: ({ baseTime, sourceTimeZone, destinationTimeZone, formatString }) => [
      baseTime,
      sourceTimeZone,
      destinationTimeZone,
      formatString,
    ],
  },
};

/** Kinds of Expression actions. */
export const expressionKinds = [
  "CurrentTime",
  "GetFutureTime",
  "GetPastTime",
  "AddToTime",
  "SubtractFromTime",
  "ConvertTimeZone",
];

export const expression: Executor = (step) => {
  const inputs = step.inputs();
  const kind = kinds[String(step.action.kind).toLowerCase()];
  if (!kind)
    return failed("BadRequest", `"${step.action.kind}" is no kind of Expression; use ${expressionKinds.join(", ")}`);
  const args = kind.args(isObject(inputs) ? inputs : {}).map((value) => value ?? null);
  while (args.at(-1) === null) args.pop();
  const definition = findFunction(kind.name)!;
  if (args.length < definition.arity[0]) return failed("BadRequest", `${kind.name} lacks inputs`, { inputs });
  try {
    const context = step.session.context(step.frame);
    return succeeded(inputs, {
      body: definition.run(new FunctionCall(kind.name, 0, args.length, context, (i) => args[i]!)),
    });
  } catch (error) {
    if (error instanceof ExpressionError) return failed("BadRequest", error.message, { inputs });
    throw error;
  }
};

/** Connectors take numbers written as text. */
function number(value: Value | undefined): Value | undefined {
  return typeof value === "string" && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
}
