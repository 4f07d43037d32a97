import { conditionHolds } from "../condition";
import type { Executor } from "../step";

export const ifAction: Executor = async (step) => {
  const { action, path, frame } = step;
  const holds = conditionHolds(step, action.expression ?? null, ["expression"]);
  const inputs = { expressionResult: holds };
  const outcome = holds
    ? await step.runBranch(action.actions ?? {}, [...path, "actions"], frame, step.name)
    : await step.runBranch(action.else?.actions ?? {}, [...path, "else", "actions"], frame, step.name);
  return { inputs, ...outcome };
};
