import { namesWithin } from "../../definition/walk";
import { isInteger } from "../../values/value";
import { conditionHolds } from "../condition";
import { Frame } from "../frame";
import { timeoutOf } from "../limit";
import { failed, type Outcome } from "../record";
import { type Executor, Step } from "../step";

const defaultCount = 60;
const defaultTimeout = "PT1H";

/** Runs its actions, then asks its expression, until that holds or a limit is reached. */
export const until: Executor = async (outer) => {
  const { action, session, name, path } = outer;
  const count = outer.resolve(action.limit?.count ?? defaultCount, ["limit", "count"]);
  const timeout = timeoutOf(outer, defaultTimeout);
  if (!isInteger(count)) return failed("BadRequest", "limit.count takes an integer");
  const deadline = session.clock.now().getTime() + timeout;
  const names = namesWithin(action);
  let last: Outcome = { status: "Succeeded" };
  for (let index = 0; index < count; index++) {
    const frame = new Frame(outer.frame, { loop: name, index });
    const step = new Step(session, name, action, path, frame, outer.runBranch);
    last = await step.runBranch(action.actions ?? {}, [...path, "actions"], frame, name);
    outer.frame.keepResult(name, frame.result(name) ?? []);
    for (const inner of names) {
      const facts = frame.find(inner);
      if (facts) outer.frame.summarize(inner, facts);
    }
    const inputs = { iterationCount: index + 1 };
    if (conditionHolds(step, action.expression ?? null, ["expression"])) return { ...last, inputs };
    if (session.clock.now().getTime() >= deadline)
      return limited(outer, last, `its timeout of ${timeout / 1000} s`, inputs);
  }
  return limited(outer, last, `its count of ${count}`, { iterationCount: count });
};

/** Reaching a limit is a failure only where the action says so. */
function limited({ action }: Step, last: Outcome, limit: string, inputs: Outcome["inputs"]): Outcome {
  const fails = /FailWhenLimitsReached/i.test(action.operationOptions ?? "");
  const rest = inputs === undefined ? {} : { inputs };
  if (!fails) return { ...last, ...rest };
  return failed("UntilLimitReached", `the loop reached ${limit} before its expression held`, rest);
}
