import { findFunction, functionNames } from "../../functions";
import { didYouMean } from "../../suggest";
import type { LintRule } from "../rule";

export const unknownFunction: LintRule = {
  code: "unknown-function",
  severity: "error",
  blocks: true,
  message: "the function is not one that runs here",
  fix: "see docs/workflow-engine.md for the functions that run",
  *check(model) {
    for (const { call, place } of model.calls)
      if (!findFunction(call.name))
        yield { place: place(), message: `${call.name}() is no function`, fix: didYouMean(call.name, functionNames) };
  },
};
