import type { Executor } from "../step";

export const scope: Executor = (step) =>
  step.runBranch(step.action.actions ?? {}, [...step.path, "actions"], step.frame, step.name);
