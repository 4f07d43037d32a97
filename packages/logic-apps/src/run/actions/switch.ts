import { equal } from "../../values/equal";
import type { Executor } from "../step";

export const switchAction: Executor = async (step) => {
  const { action, path, frame } = step;
  const value = step.resolve(action.expression, ["expression"]);
  const match = Object.entries(action.cases ?? {}).find(([, one]) => equal(one.case, value));
  const [actions, at] = match
    ? [match[1].actions, ["cases", match[0], "actions"]]
    : [action.default?.actions, ["default", "actions"]];
  const outcome = await step.runBranch(actions ?? {}, [...path, ...at], frame, step.name);
  return { inputs: { expressionResult: value, case: match?.[0] ?? "default" }, ...outcome };
};
