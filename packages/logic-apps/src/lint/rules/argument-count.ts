import { findFunction } from "../../functions";
import { arityBreach } from "../../functions/arity";
import type { LintRule } from "../rule";

/** Azure notices only when the call runs: a warning, as the path may never be taken. */
export const argumentCount: LintRule = {
  code: "argument-count",
  severity: "warning",
  message: "the function takes another number of arguments, and fails when it is called",
  fix: "give the arguments of the function's reference",
  *check(model) {
    for (const { call, place } of model.calls) {
      const known = findFunction(call.name);
      const wanted = known && arityBreach(known.arity, call.args.length);
      if (wanted) yield { place: place(), message: `${known.name}() takes ${wanted}, received ${call.args.length}` };
    }
  },
};
