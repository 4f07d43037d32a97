import { property } from "../expression/access";
import type { ActionFacts } from "../expression/context";
import { isArray, isObject, type Value } from "../values/value";
import type { FunctionCall } from "./call";
import { type Family, takes } from "./function";

function known<T>(call: FunctionCall, what: string, found: T | undefined): T {
  return found === undefined ? call.fail(`finds no ${what} "${call.string(0)}"`) : found;
}

const action = (call: FunctionCall): ActionFacts => known(call, "action", call.context.action(call.string(0)));

/** The body of outputs; of a loop's outputs, one for each time round. */
function bodyOf(outputs: Value): Value {
  if (isArray(outputs)) return outputs.map(bodyOf);
  return isObject(outputs) ? (property(outputs, "body") ?? null) : null;
}

const body = takes(1, 1, (call) => bodyOf(action(call).outputs));
const outputs = takes(1, 1, (call) => action(call).outputs);

export const runFunctions: Family = {
  parameters: takes(1, 1, (call) => known(call, "parameter", call.context.parameter(call.string(0)))),
  variables: takes(1, 1, (call) => known(call, "variable", call.context.variable(call.string(0)))),
  actions: takes(1, 1, action),
  action: takes(
    0,
    0,
    (call) =>
      call.context.action() ??
      call.fail("has no outputs yet where inputs are evaluated; name the action with actions('…')"),
  ),
  body,
  actionBody: body,
  outputs,
  actionOutputs: outputs,
  result: takes(1, 1, (call) => known(call, "scope or loop", call.context.result(call.string(0)))),
  trigger: takes(0, 0, (call) => call.context.trigger()),
  triggerBody: takes(0, 0, (call) => bodyOf(call.context.trigger().outputs)),
  triggerOutputs: takes(0, 0, (call) => call.context.trigger().outputs),
  item: takes(0, 0, (call) => {
    const item = call.context.item();
    return item === undefined ? call.fail("stands outside a loop or array operation") : item;
  }),
  items: takes(1, 1, (call) => known(call, "running loop", call.context.items(call.string(0)))),
  iterationIndexes: takes(1, 1, (call) => known(call, "running Until loop", call.context.iteration(call.string(0)))),
  workflow: takes(0, 0, (call) => call.context.workflow()),
  listCallbackUrl: takes(0, 0, (call) => call.context.callbackUrl()),
};
