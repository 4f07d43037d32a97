import { parseDuration } from "@sentinel-agent-identities/clock";
import { ExpressionError } from "../../errors";
import type { ExpressionContext } from "../../expression/context";
import { findFunction } from "../../functions";
import { arityBreach } from "../../functions/arity";
import { FunctionCall } from "../../functions/call";
import { toText } from "../../values/text";
import { azureFunctions } from "./azure";
import { format } from "./format";
import type { ArmFunction, ArmFunctions } from "./function";
import { lambdaFunctionNames } from "./lambda";
import { valueFunctions } from "./values";

/** When a deployment takes place here. */
const deployedAt = "2020-01-01T00:00:00Z";

const own: ArmFunctions = {
  ...valueFunctions,
  ...azureFunctions,
  format,
  utcnow: ([shape], at) =>
    shape === undefined ? deployedAt : workflowFunction("formatDateTime")([deployedAt, shape], at),
  datetimeadd: ([time, duration, shape], at) => {
    const sign = toText(duration!).startsWith("-") ? -1 : 1;
    const length = parseDuration(toText(duration!).replace(/^-/, ""));
    const from = Date.parse(toText(time!));
    if (length === undefined || Number.isNaN(from))
      throw new ExpressionError("dateTimeAdd() takes a time and an ISO 8601 duration of days and less", at);
    const moved = new Date(from + sign * length).toISOString().replace(".000Z", "Z");
    return shape === undefined ? moved : workflowFunction("formatDateTime")([moved, shape], at);
  },
  datetimefromepoch: ([seconds]) => new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z"),
  datetimetoepoch: ([time]) => Math.floor(Date.parse(toText(time!)) / 1000),
  uri: ([base, relative], at) => {
    if (!URL.canParse(toText(relative!), toText(base!)))
      throw new ExpressionError(`uri() takes an absolute URI as its base, received ${toText(base!)}`, at);
    return new URL(toText(relative!), toText(base!)).href;
  },
  base64tojson: ([text], at) => workflowFunction("json")([workflowFunction("base64ToString")([text!], at)], at),
  fail: ([message], at) => {
    throw new ExpressionError(`fail(): ${toText(message!)}`, at);
  },
};

/** Functions that do the same in a workflow. */
const shared = new Map(
  [
    ...["contains", "startsWith", "endsWith", "indexOf", "lastIndexOf", "join", "intersection", "range", "coalesce"],
    ...["greater", "greaterOrEquals", "less", "lessOrEquals", "add", "sub", "mul", "div", "mod", "min", "max"],
    ...[
      "float",
      "bool",
      "int",
      "json",
      "base64ToString",
      "uriComponent",
      "uriComponentToString",
      "dataUri",
      "dataUriToString",
    ],
  ].map((name) => [name.toLowerCase(), name]),
);

/** A function of Logic Apps that asks nothing of a run. */
function workflowFunction(name: string): ArmFunction {
  const known = findFunction(name)!;
  return (args, at) => {
    const call = new FunctionCall(known.name, at, args.length, {} as ExpressionContext, (index) => args[index]!);
    const wanted = arityBreach(known.arity, args.length);
    return wanted ? call.fail(`takes ${wanted}, received ${args.length}`) : known.run(call);
  };
}

/** The function of that name in lower case. */
export function armFunction(name: string): ArmFunction | undefined {
  if (Object.hasOwn(own, name)) return own[name];
  const same = shared.get(name);
  return same === undefined ? undefined : workflowFunction(same);
}

export const armFunctionNames: readonly string[] = [
  ...Object.keys(own),
  ...shared.values(),
  ...lambdaFunctionNames,
  "copyIndex",
].sort();
