import { isType } from "../model";
import type { LintRule } from "../rule";

export const terminateInLoop: LintRule = {
  code: "terminate-in-loop",
  severity: "error",
  message: "Azure refuses Terminate within a loop",
  fix: "set a variable in the loop and terminate after it",
  *check(model) {
    for (const site of model.actions.filter((one) => isType(one, "Terminate"))) {
      const loop = site.ancestors.find((one) => isType(one, "Foreach", "Until"));
      if (loop) yield { place: model.placeOf(site), message: `"${site.name}" stands in the loop "${loop.name}"` };
    }
  },
};
