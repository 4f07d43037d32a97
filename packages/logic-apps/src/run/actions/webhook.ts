import { isObject } from "../../values/value";
import { withQueries } from "../http/address";
import { connectionRequest } from "../http/connection";
import { type PreparedRequest, partRequest } from "../http/request";
import { exchange } from "../http/send";
import { timeoutOf } from "../limit";
import { type Outcome, succeeded } from "../record";
import type { Executor, Step } from "../step";

/** A run lives 90 days; a wait without a limit of its own ends with it. */
const longest = "P90D";

export const apiConnectionWebhook: Executor = (step) => subscribe(step, connectionRequest(step, "webhook"));

export const httpWebhook: Executor = async (step) => {
  const inputs = step.inputs();
  const part = (name: string) =>
    partRequest(step, "webhook", isObject(inputs) ? inputs[name] : null, (given) =>
      withQueries(String(given.uri), given.queries),
    );
  const outcome = await subscribe(step, { ...part("subscribe"), inputs });
  if (outcome.status === "TimedOut" && isObject(inputs) && isObject(inputs.unsubscribe))
    await exchange(step, part("unsubscribe"));
  return outcome;
};

/** Sends the subscription, then waits for the callback that the transport announces. */
async function subscribe(step: Step, prepared: PreparedRequest): Promise<Outcome> {
  const { inputs } = prepared;
  const limit = timeoutOf(step, longest);
  const answer = await exchange(step, prepared);
  if ("outcome" in answer) return answer.outcome;
  const { callback } = answer.response;
  const { clock } = step.session;
  if (!callback || callback.after > limit) {
    await clock.sleep(limit);
    const error = { code: "ActionTimedOut", message: `no callback within ${limit / 1000} s` };
    return { status: "TimedOut", code: error.code, error, inputs };
  }
  await clock.sleep(callback.after);
  return succeeded(inputs, callback.outputs);
}
