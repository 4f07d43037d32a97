import { findFunction } from "../../functions";
import type { LintRule } from "../rule";

export const argumentCount: LintRule = {
  code: "argument-count",
  severity: "error",
  blocks: true,
  message: "the function takes another number of arguments",
  fix: "give the arguments of the function's reference",
  *check(model) {
    for (const { call, place } of model.calls) {
      const known = findFunction(call.name);
      if (!known) continue;
      const [least, most] = known.arity;
      if (call.args.length >= least && call.args.length <= most) continue;
      const wanted =
        least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
      yield { place: place(), message: `${known.name}() takes ${wanted} arguments, received ${call.args.length}` };
    }
  },
};
